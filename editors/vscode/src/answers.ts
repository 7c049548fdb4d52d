// How answers look in a list: the command, its risk as a picture and a word, what it does, and what can be done with it.
import * as vscode from 'vscode';
import { label, plain } from './display';
import type { Answer, Choice, Level, Suggestion } from './protocol';

const t = vscode.l10n.t;

/** What is asked: a wish, or words about an earlier answer. */
export type Question = { prompt: string } | { refine: { id: number; words: string } };
/** What becomes of a command. */
export type Use = 'terminal' | 'file' | 'copy' | 'explain' | 'refine';
/** What choosing a line of an answer means. */
export type Meaning =
  | { suggestion: Suggestion; use?: Use }
  | { question: Question }
  | { refine: number }
  | { again: true };
/** A line of a list. */
export type Line<T> = vscode.QuickPickItem & { means?: T };

/** Shows a list until something that means something is chosen, or it is left. */
export function shown<L extends vscode.QuickPickItem, R>(
  pick: vscode.QuickPick<L>,
  choose: (item: L | undefined) => R | undefined,
  press?: (item: L, button: vscode.QuickInputButton) => R | undefined,
): Promise<R | undefined> {
  return new Promise((resolve) => {
    const end = (result: R | undefined) => {
      if (result !== undefined) {
        resolve(result);
        pick.hide();
      }
    };
    pick.onDidAccept(() => end(choose(pick.activeItems[0])));
    pick.onDidTriggerItemButton(({ item, button }) => end(press?.(item, button)));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The lines of an answer; it may be a first one, which a better one replaces. */
export function lines(answer: Answer, isFileOpen: boolean): Line<Meaning>[] {
  const again = line('arrow-left', t('Another wish …'), { again: true } as Meaning);
  const { command, without } = answer;
  if (command === null) {
    const detail = plain(without ?? t('Other words may help.'));
    return [{ ...line('question', t('Caro is not sure which command that is.'), { again: true }), detail }, again];
  }
  const best = { ...answer, command };
  const refine = line('edit', t('Refine …'), { refine: answer.id } as Meaning);
  const description = t('a few words more about the first command');
  const { question, alternatives } = answer;
  const choices = question?.choices.flatMap((it) => ofChoice(it, [best, ...alternatives])) ?? [];
  return [
    ofSuggestion(best, isFileOpen),
    ...below(
      t('It could also mean'),
      alternatives.map((it) => ofSuggestion(it, isFileOpen)),
    ),
    ...below(plain(question?.text ?? ''), choices),
    ...below(plain(without ?? ''), [{ ...refine, description }, again]),
  ];
}

/** What can be done with a command, and below it all that is known about it. */
export function uses(suggestion: Suggestion, order: Use[]): Line<Use>[] {
  const findings = suggestion.findings.map((it): Line<Use> => {
    const { icon, word } = risk(it.level);
    return { label: word, detail: plain(it.message), iconPath: icon };
  });
  const parts: Line<Use>[] = suggestion.explanation.map((it) => ({ label: label(it.text), detail: plain(it.meaning) }));
  const known = useLines();
  return [...order.map((it) => known[it]), ...below(t('Risks'), findings), ...below(t('What it does'), parts)];
}

/** The use that a button of a line stands for. */
export function useOf(button: vscode.QuickInputButton): Use | undefined {
  return Object.values(useLines()).find((it) => it.label === button.tooltip)?.means;
}

function useLines(): Record<Use, Line<Use>> {
  return {
    terminal: line('terminal', t('Insert into Terminal'), 'terminal'),
    file: line('insert', t('Insert into File'), 'file'),
    copy: line('copy', t('Copy'), 'copy'),
    explain: line('book', t('Explain'), 'explain'),
    refine: line('edit', t('Refine …'), 'refine'),
  };
}

function line<T>(icon: string, label: string, means: T): Line<T> {
  return { label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true, means };
}

function below<T>(heading: string, lines: Line<T>[]): Line<T>[] {
  return lines.length === 0 ? [] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, ...lines];
}

function ofSuggestion(suggestion: Suggestion, isFileOpen: boolean): Line<Meaning> {
  const { icon, word } = risk(suggestion.risk);
  const worst = suggestion.findings.find((it) => it.level === suggestion.risk)?.message;
  const assumed = suggestion.assumed.length > 0 && t('Taken for granted: {0}.', suggestion.assumed.join(', '));
  const { terminal, file, copy } = useLines();
  return {
    label: label(suggestion.command),
    description: word,
    detail: plain([worst, suggestion.summary, assumed].filter((it) => it).join(' ')),
    iconPath: icon,
    buttons: (isFileOpen ? [terminal, file, copy] : [terminal, copy]).map((it) => ({
      iconPath: it.iconPath as vscode.ThemeIcon,
      tooltip: it.label,
    })),
    means: { suggestion },
  };
}

/** A choice is a command that is known already, or words about the first one. */
function ofChoice(choice: Choice, known: Suggestion[]): Line<Meaning>[] {
  const suggestion = known.find((it) => it.id === choice.id);
  if (suggestion) {
    return [{ ...line('question', plain(choice.label), { suggestion }), detail: label(suggestion.command) }];
  }
  const { words } = choice;
  return words ? [line('question', plain(choice.label), { question: { refine: { id: known[0].id, words } } })] : [];
}

/** A picture and a word: never a colour alone. */
function risk(level: Level): { icon: vscode.ThemeIcon; word: string } {
  const icon = (id: string, color: string) => new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
  switch (level) {
    case 'danger':
      return { icon: icon('error', 'problemsErrorIcon.foreground'), word: t('danger') };
    case 'caution':
      return { icon: icon('warning', 'problemsWarningIcon.foreground'), word: t('caution') };
    case 'note':
      return { icon: icon('info', 'problemsInfoIcon.foreground'), word: t('note') };
    case 'none':
      // Of a program that nobody knows, nothing is known.
      return { icon: new vscode.ThemeIcon('circle-outline'), word: t('no known risk') };
  }
}
