// Commands from plain words: a wish is typed, answers are listed as they come, and the user says what becomes of one.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { type LanguageClient, ProgressType } from 'vscode-languageclient/node';
import { label, plain } from './display';
import { showPage } from './pages';
import type { Answer, Choice, Level, Partial, Suggestion } from './protocol';
import { SCRIPTS, type Server } from './server';
import type { Terminals } from './terminal';

const t = vscode.l10n.t;

/** How many other answers are asked for, and how many wishes are remembered while the window is open. */
const ALTERNATIVES = 4;
const MOST_WISHES = 50;

/** What is asked: a wish, or words about an earlier answer. */
type Question = { prompt: string } | { refine: { id: number; words: string } };
/** What becomes of a command. */
type Use = 'terminal' | 'file' | 'copy' | 'explain' | 'refine';
/** A line of a list, with what choosing it means. */
type Line<T> = vscode.QuickPickItem & { means?: T };
type Meaning = { suggestion: Suggestion } | { question: Question } | { refine: number } | { again: true };
type Step = Meaning | { use: Use; suggestion: Suggestion } | undefined;

export class Generator {
  /** Of this session only: wishes are never stored. */
  private readonly wishes: string[] = [];

  constructor(
    private readonly server: Server,
    private readonly terminals: Terminals,
  ) {}

  /** The whole conversation, until something became of a command or the user turned away. */
  async run(): Promise<void> {
    const client = await this.server.need();
    // Asked for in a script, a command is most likely for that script.
    const isForFile = script() !== undefined;
    let question = client && (await this.wish());
    while (client && question) {
      const step: Step = await this.answers(client, question);
      question = step && (await this.next(step, isForFile, question));
    }
  }

  /** What follows a choice: another question, or nothing. */
  private async next(
    step: Exclude<Step, undefined>,
    isForFile: boolean,
    asked: Question,
  ): Promise<Question | undefined> {
    if ('question' in step) {
      return step.question;
    }
    if ('again' in step) {
      return this.wish('prompt' in asked ? asked.prompt : '');
    }
    if ('refine' in step) {
      return refinement(step.refine);
    }
    const use = 'use' in step ? step.use : await chooseUse(step.suggestion, isForFile);
    return use && this.use(use, step.suggestion);
  }

  /** Asks for a wish; earlier ones stand below. */
  private wish(value = ''): Promise<Question | undefined> {
    const pick = vscode.window.createQuickPick<Line<string>>();
    pick.title = t('Generate Command');
    pick.placeholder = t('What shall the command do? For instance: find files larger than 100 MB');
    pick.value = value;
    const fill = () => {
      const typed = pick.value.trim();
      const earlier = this.wishes
        .filter((it) => it !== typed)
        .map((it) => ({ label: plain(it), iconPath: new vscode.ThemeIcon('history'), means: it }));
      const own = {
        label: plain(typed),
        description: t('press Enter to generate'),
        iconPath: new vscode.ThemeIcon('sparkle'),
        alwaysShow: true,
        means: typed,
      };
      pick.items = typed === '' ? earlier : [own, ...earlier];
    };
    fill();
    pick.onDidChangeValue(fill);
    return shown(pick, (chosen) => chosen?.means).then((prompt) => {
      if (!prompt) {
        return undefined;
      }
      this.wishes.splice(
        0,
        this.wishes.length,
        ...[prompt, ...this.wishes.filter((it) => it !== prompt)].slice(0, MOST_WISHES),
      );
      return { prompt };
    });
  }

  /** Asks the server, and lists what it says while it comes. */
  private async answers(client: LanguageClient, question: Question): Promise<Step> {
    const pick = vscode.window.createQuickPick<Line<Meaning>>();
    const cancel = new vscode.CancellationTokenSource();
    pick.title = 'prompt' in question ? plain(question.prompt) : plain(question.refine.words);
    pick.placeholder = t('Asking …');
    pick.matchOnDetail = true;
    pick.busy = true;
    const heard = (partial: Partial) => {
      if ('answer' in partial) {
        list(pick, partial.answer);
      } else {
        pick.placeholder = t('{0} is writing ({1}) …', partial.place ?? partial.source, partial.pieces);
      }
    };
    const asked = ask(client, question, heard, cancel.token).then(
      (answer) => {
        list(pick, answer);
        pick.placeholder = answer.command === null ? t('No sure answer.') : t('Choose a command; nothing is run.');
        pick.busy = false;
      },
      (error: Error) => {
        pick.hide();
        if (!cancel.token.isCancellationRequested) {
          void vscode.window.showErrorMessage(error.message);
        }
      },
    );
    const step = await shown<Line<Meaning>, Step>(
      pick,
      (chosen) => chosen?.means,
      (button, item) => {
        const use = uses().find((it) => it.label === button.tooltip)?.means;
        return use && item.means && 'suggestion' in item.means ? { use, suggestion: item.means.suggestion } : undefined;
      },
    );
    cancel.cancel();
    await asked;
    cancel.dispose();
    return step;
  }

  private async use(use: Use, suggestion: Suggestion): Promise<Question | undefined> {
    const { command } = suggestion;
    switch (use) {
      case 'copy':
        await vscode.env.clipboard.writeText(command);
        vscode.window.setStatusBarMessage(t('Copied.'), 3_000);
        return undefined;
      case 'explain': {
        const client = await this.server.need();
        const page = await client?.sendRequest<{ markdown: string }>('caro/explain', {
          command,
          uri: script()?.document.uri.toString(),
        });
        return page && showPage(page.markdown).then(() => undefined);
      }
      case 'refine':
        return refinement(suggestion.id);
      case 'file':
        if (await isWanted(suggestion)) {
          await insertIntoFile(command);
        }
        return undefined;
      case 'terminal':
        if (await isWanted(suggestion)) {
          await this.terminals.insert(suggestion);
        }
        return undefined;
    }
  }
}

/** The editor with a script, where that is the active one. */
export function script(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && vscode.languages.match(SCRIPTS, editor.document) > 0 ? editor : undefined;
}

/** One question to the server. */
export async function ask(
  client: LanguageClient,
  question: Question,
  heard: (partial: Partial) => void,
  token?: vscode.CancellationToken,
): Promise<Answer> {
  const editor = script();
  const place = editor && {
    uri: client.code2ProtocolConverter.asUri(editor.document.uri),
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  };
  const partialResultToken = randomUUID();
  const listener = client.onProgress(new ProgressType<Partial>(), partialResultToken, heard);
  try {
    return await client.sendRequest<Answer>(
      'caro/generate',
      { ...question, ...place, alternatives: ALTERNATIVES, partialResultToken },
      token,
    );
  } finally {
    listener.dispose();
  }
}

/** Shows a list until something is chosen or it is left. */
function shown<L extends vscode.QuickPickItem, R>(
  pick: vscode.QuickPick<L>,
  choose: (item: L | undefined) => R | undefined,
  press?: (button: vscode.QuickInputButton, item: L) => R | undefined,
): Promise<R | undefined> {
  return new Promise((resolve) => {
    const done = (result: R | undefined) => {
      resolve(result);
      pick.hide();
    };
    pick.onDidAccept(() => {
      const result = choose(pick.activeItems[0]);
      if (result !== undefined) {
        done(result);
      }
    });
    pick.onDidTriggerItemButton(({ button, item }) => {
      const result = press?.(button, item);
      if (result !== undefined) {
        done(result);
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function list(pick: vscode.QuickPick<Line<Meaning>>, answer: Answer): void {
  const lines: Line<Meaning>[] = [];
  const { command, question } = answer;
  const separate = (text: string) => lines.push({ label: text, kind: vscode.QuickPickItemKind.Separator });
  if (command === null) {
    lines.push({
      label: t('Caro is not sure which command that is.'),
      detail: plain(answer.without ?? t('Other words may help.')),
      iconPath: new vscode.ThemeIcon('question'),
      alwaysShow: true,
      means: { again: true },
    });
  } else {
    lines.push(line({ ...answer, command }));
  }
  if (answer.alternatives.length > 0) {
    separate(t('It could also mean'));
    lines.push(...answer.alternatives.map(line));
  }
  if (command !== null && question) {
    separate(plain(question.text));
    lines.push(...question.choices.flatMap((it) => ofChoice(it, { ...answer, command })));
  }
  separate(command !== null && answer.without ? plain(answer.without) : '');
  if (command !== null) {
    lines.push({
      label: t('Refine …'),
      description: t('a few words more about the first command'),
      iconPath: new vscode.ThemeIcon('edit'),
      alwaysShow: true,
      means: { refine: answer.id },
    });
  }
  lines.push({
    label: t('Another wish …'),
    iconPath: new vscode.ThemeIcon('arrow-left'),
    alwaysShow: true,
    means: { again: true },
  });
  const before = pick.activeItems[0]?.label;
  pick.keepScrollPosition = true;
  pick.items = lines;
  const same = lines.find((it) => it.label === before);
  if (same) {
    pick.activeItems = [same];
  }
}

function line(suggestion: Suggestion): Line<Meaning> {
  const { icon, word } = risk(suggestion.risk);
  const worst = suggestion.findings.find((it) => it.level === suggestion.risk);
  const assumed = suggestion.assumed.length > 0 ? t('Taken for granted: {0}.', suggestion.assumed.join(', ')) : '';
  const detail = [worst?.message, suggestion.summary, assumed].filter((it) => it).join(' ');
  return {
    label: label(suggestion.command),
    description: word,
    detail: plain(detail),
    iconPath: new vscode.ThemeIcon(icon.id, icon.color),
    buttons: uses()
      .filter((it) => it.isButton)
      .map((it) => ({ iconPath: it.iconPath, tooltip: it.label })),
    means: { suggestion },
  };
}

/** A choice that answers the question: a command that is known already, or words about the first one. */
function ofChoice(choice: Choice, answer: Suggestion & Pick<Answer, 'alternatives'>): Line<Meaning>[] {
  const known = [answer, ...answer.alternatives].find((it) => it.id === choice.id);
  const means: Meaning | undefined = known
    ? { suggestion: known }
    : choice.words
      ? { question: { refine: { id: answer.id, words: choice.words } } }
      : undefined;
  return means
    ? [
        {
          label: plain(choice.label),
          detail: known && label(known.command),
          iconPath: new vscode.ThemeIcon('question'),
          alwaysShow: true,
          means,
        },
      ]
    : [];
}

/** A picture and a word: never a colour alone. */
function risk(level: Level): { icon: vscode.ThemeIcon; word: string } {
  const color = (id: string) => new vscode.ThemeColor(id);
  switch (level) {
    case 'danger':
      return { icon: new vscode.ThemeIcon('error', color('problemsErrorIcon.foreground')), word: t('danger') };
    case 'caution':
      return { icon: new vscode.ThemeIcon('warning', color('problemsWarningIcon.foreground')), word: t('caution') };
    case 'note':
      return { icon: new vscode.ThemeIcon('info', color('problemsInfoIcon.foreground')), word: t('note') };
    case 'none':
      return { icon: new vscode.ThemeIcon('check'), word: t('no known risk') };
  }
}

function uses(): (Line<Use> & { means: Use; isButton: boolean; iconPath: vscode.ThemeIcon })[] {
  const use = (means: Use, icon: string, label: string, isButton: boolean) => ({
    means,
    label,
    isButton,
    iconPath: new vscode.ThemeIcon(icon),
  });
  return [
    use('terminal', 'terminal', t('Insert into Terminal'), true),
    use('file', 'insert', t('Insert into File'), true),
    use('copy', 'copy', t('Copy'), true),
    use('explain', 'book', t('Explain'), false),
    use('refine', 'edit', t('Refine …'), false),
  ];
}

/** Asks what becomes of a command, with all that is known of it below. */
function chooseUse(suggestion: Suggestion, isForFile: boolean): Promise<Use | undefined> {
  const pick = vscode.window.createQuickPick<Line<Use>>();
  pick.title = label(suggestion.command);
  pick.placeholder = t('What to do with it? It is not run.');
  const order: Use[] = isForFile
    ? ['file', 'terminal', 'copy', 'explain', 'refine']
    : ['terminal', 'copy', 'file', 'explain', 'refine'];
  const known = new Map(uses().map((it) => [it.means, it]));
  const offered = order
    .filter((it) => it !== 'file' || vscode.window.activeTextEditor)
    .map((it) => known.get(it) as Line<Use>);
  const findings = suggestion.findings.map((it) => ({
    label: plain(it.message),
    description: risk(it.level).word,
    iconPath: risk(it.level).icon,
  }));
  const parts = suggestion.explanation.map((it) => ({ label: label(it.text), description: plain(it.meaning) }));
  const heading = (text: string, below: Line<Use>[]): Line<Use>[] =>
    below.length === 0 ? [] : [{ label: text, kind: vscode.QuickPickItemKind.Separator }, ...below];
  pick.items = [...offered, ...heading(t('Risks'), findings), ...heading(t('What it does'), parts)];
  return shown(pick, (chosen) => chosen?.means);
}

async function refinement(id: number): Promise<Question | undefined> {
  const words = await vscode.window.showInputBox({
    title: t('Refine'),
    prompt: t('A few words more, such as: only the ones from today'),
  });
  return words?.trim() ? { refine: { id, words: words.trim() } } : undefined;
}

/** A danger is put nowhere unless the user read what would be lost. */
async function isWanted(suggestion: Suggestion): Promise<boolean> {
  if (suggestion.risk !== 'danger') {
    return true;
  }
  const lost = suggestion.findings.filter((it) => it.level === 'danger').map((it) => it.message);
  const detail = [suggestion.command, ...lost, t('It is put there, and not run.')].join('\n\n');
  const insert = t('Insert');
  return (
    (await vscode.window.showWarningMessage(t('This command is dangerous.'), { modal: true, detail }, insert)) ===
    insert
  );
}

/** A command takes a line of its own, unless it takes the place of what is selected. */
async function insertIntoFile(command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showWarningMessage(t('No file is open.'));
    return;
  }
  const { selection, document } = editor;
  const { text, range, firstNonWhitespaceCharacterIndex: indent } = document.lineAt(selection.end.line);
  const newLine = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const isOwnLine = !selection.isEmpty || text.trim() === '';
  const done = await editor.edit((it) => {
    if (isOwnLine) {
      it.replace(selection, command);
    } else {
      it.insert(range.end, newLine + text.slice(0, indent) + command);
    }
  });
  if (!done) {
    void vscode.window.showWarningMessage(t('The file cannot be changed.'));
  }
}
