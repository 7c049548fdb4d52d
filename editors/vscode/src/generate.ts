// Commands from plain words: a wish is typed, answers are listed as they come, and the user says what becomes of one.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { type Line, lines, type Meaning, type Question, shown, type Use, useOf, uses } from './answers';
import type { Client } from './client';
import { label, plain } from './display';
import { run } from './models';
import { explain } from './pages';
import type { Answer, Partial, Suggestion } from './protocol';
import { SCRIPTS } from './scripts';
import type { Server } from './server';
import type { Terminals } from './terminal';

const t = vscode.l10n.t;

/** Where a command begins in a file. */
type Place = { uri: vscode.Uri; row: number };

/** How many other answers are asked for, and how many wishes are remembered while the window is open. */
const ALTERNATIVES = 4;
const MOST_WISHES = 50;

export class Generator {
  /** Of this session only: wishes are never stored. */
  private wishes: string[] = [];

  constructor(
    private readonly server: Server,
    private readonly terminals: Terminals,
  ) {}

  /** The whole conversation, until something became of a command or the user turned away. */
  async run(): Promise<void> {
    const client = await this.server.need();
    const editor = script();
    let question = client && (await this.wish(''));
    while (client && question) {
      const meaning = await this.choose(client, question, editor);
      question = meaning && (await this.next(meaning, question, editor));
    }
  }

  /** Asks what becomes of a command that is known already. */
  async use(suggestion: Suggestion): Promise<void> {
    const client = await this.server.need();
    const editor = script();
    let question = client && (await this.next({ suggestion }, { prompt: '' }, editor));
    while (client && question) {
      const meaning = await this.choose(client, question, editor);
      question = meaning && (await this.next(meaning, question, editor));
    }
  }

  /** What follows a choice: another question, or nothing. */
  private async next(meaning: Meaning, asked: Question, editor?: vscode.TextEditor): Promise<Question | undefined> {
    if ('question' in meaning) {
      return meaning.question;
    }
    if ('again' in meaning) {
      return this.wish('prompt' in asked ? asked.prompt : '');
    }
    if ('refine' in meaning) {
      return refinement(meaning.refine);
    }
    const { suggestion } = meaning;
    const use = meaning.use ?? (await chooseUse(suggestion, editor !== undefined));
    return use && this.put(use, suggestion);
  }

  /** Asks for a wish; earlier ones stand below. */
  private async wish(value: string): Promise<Question | undefined> {
    const pick = vscode.window.createQuickPick<Line<string>>();
    pick.title = t('Generate Command');
    pick.placeholder = t('What shall the command do? For instance: find files larger than 100 MB');
    pick.value = value;
    const fill = () => {
      const typed = pick.value.trim();
      const own = { label: plain(typed), description: t('press Enter to generate'), alwaysShow: true };
      const earlier = this.wishes.filter((it) => it !== typed).map((it) => ({ label: plain(it), means: it }));
      const withIcon = (it: Line<string>) => ({
        ...it,
        iconPath: new vscode.ThemeIcon(it.means ? 'history' : 'sparkle'),
      });
      pick.items = (typed === '' ? earlier : [own, ...earlier]).map(withIcon);
    };
    fill();
    pick.onDidChangeValue(fill);
    // Who types fast is ahead of the list: what stands in the box counts.
    const prompt = await shown(pick, (chosen) => chosen?.means ?? (pick.value.trim() || undefined));
    if (prompt === undefined) {
      return undefined;
    }
    this.wishes = [prompt, ...this.wishes.filter((it) => it !== prompt)].slice(0, MOST_WISHES);
    return { prompt };
  }

  /** Asks the server, lists what it says while it comes, and waits for a choice. */
  private async choose(client: Client, question: Question, editor?: vscode.TextEditor) {
    const pick = vscode.window.createQuickPick<Line<Meaning>>();
    const cancel = new vscode.CancellationTokenSource();
    pick.title = plain('prompt' in question ? question.prompt : question.refine.words);
    pick.placeholder = t('Asking …');
    pick.busy = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    const fill = (answer: Answer) => {
      const before = pick.activeItems[0]?.label;
      pick.items = lines(answer, target() !== undefined);
      const same = pick.items.find((it) => it.label === before);
      if (same) {
        pick.activeItems = [same];
      }
    };
    const heard = (partial: Partial) => {
      if ('answer' in partial) {
        // That nothing is known says nothing as long as a model is asked.
        if (partial.answer.command !== null) {
          fill(partial.answer);
        }
      } else {
        pick.placeholder = t('{0} is writing ({1}) …', partial.place ?? partial.source, partial.pieces);
      }
    };
    const asked = ask(client, question, editor, heard, cancel.token).then(
      (answer) => {
        fill(answer);
        pick.placeholder = answer.command === null ? t('No sure answer.') : t('Choose a command; nothing is run.');
        pick.busy = false;
      },
      (error: Error) => {
        if (!cancel.token.isCancellationRequested) {
          pick.hide();
          void vscode.window.showErrorMessage(error.message);
        }
      },
    );
    const pressed = ({ means }: Line<Meaning>, button: vscode.QuickInputButton): Meaning | undefined =>
      means && 'suggestion' in means ? { ...means, use: useOf(button) } : undefined;
    const meaning = await shown<Line<Meaning>, Meaning>(pick, (chosen) => chosen?.means, pressed);
    cancel.cancel();
    await asked;
    cancel.dispose();
    return meaning;
  }

  private async put(use: Use, suggestion: Suggestion): Promise<Question | undefined> {
    const { command } = suggestion;
    switch (use) {
      case 'copy':
        await vscode.env.clipboard.writeText(command);
        await this.chosen(suggestion);
        vscode.window.setStatusBarMessage(t('Copied.'), 3_000);
        break;
      case 'explain':
        await explain(this.server, { command });
        break;
      case 'refine':
        return refinement(suggestion.id);
      case 'file':
        if (await this.isWanted(suggestion)) {
          await this.chosen(suggestion, await insertIntoFile(command));
        }
        break;
      case 'terminal':
        if ((await this.isWanted(suggestion)) && (await this.terminals.insert(suggestion))) {
          await this.chosen(suggestion);
        }
    }
    return undefined;
  }

  /** Tells the server which answer it was, and where it stands; what becomes of it there teaches it something. */
  private async chosen({ id }: Suggestion, place?: Place): Promise<void> {
    const { client } = this.server;
    if (client) {
      const uri = place && client.code2ProtocolConverter.asUri(place.uri);
      await run(client, 'caro.chosen', { id, uri, row: place?.row });
    }
  }

  /** A danger is put nowhere unless the user read what would be lost; Enter alone only explains it. */
  private async isWanted(suggestion: Suggestion): Promise<boolean> {
    if (suggestion.risk !== 'danger') {
      return true;
    }
    const lost = suggestion.findings.filter((it) => it.level === 'danger').map((it) => it.message);
    const detail = [label(suggestion.command), ...lost, t('It is put there, and not run.')].join('\n\n');
    const [more, insert] = [t('Explain'), t('Insert')];
    const question = t('This command is dangerous.');
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, more, insert);
    if (chosen === more) {
      await explain(this.server, { command: suggestion.command });
    }
    return chosen === insert;
  }
}

/** The script at hand: the active editor's, or the only one in sight while a page or a terminal has the focus. */
export function script(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const isScript = (it: vscode.TextEditor) => vscode.languages.match(SCRIPTS, it.document) > 0;
  const inSight = (activeTextEditor ? [activeTextEditor] : visibleTextEditors).filter(isScript);
  return inSight.length === 1 ? inSight[0] : undefined;
}

/** The file that a command can be put into. */
const target = () => script() ?? vscode.window.activeTextEditor;

/** One question to the server, with the place in the script that it is for. */
async function ask(
  client: Client,
  question: Question,
  editor: vscode.TextEditor | undefined,
  heard: (partial: Partial) => void,
  token: vscode.CancellationToken,
): Promise<Answer> {
  const { asUri, asPosition } = client.code2ProtocolConverter;
  const place = editor && { uri: asUri(editor.document.uri), position: asPosition(editor.selection.active) };
  const partialResultToken = randomUUID();
  const listener = client.hear(partialResultToken, heard);
  const wanted = { ...question, ...place, alternatives: ALTERNATIVES, partialResultToken };
  try {
    return await client.sendRequest<Answer>('caro/generate', wanted, token);
  } finally {
    listener.dispose();
  }
}

/** Asks what becomes of a command, with all that is known of it below. */
function chooseUse(suggestion: Suggestion, isForFile: boolean): Promise<Use | undefined> {
  const pick = vscode.window.createQuickPick<Line<Use>>();
  pick.title = label(suggestion.command);
  pick.placeholder = t('What to do with it? It is not run.');
  // Asked for in a script, a command is most likely for that script.
  const places: Use[] = isForFile
    ? ['file', 'terminal', 'copy']
    : target()
      ? ['terminal', 'copy', 'file']
      : ['terminal', 'copy'];
  pick.items = uses(suggestion, [...places, 'explain', 'refine']);
  return shown(pick, (chosen) => chosen?.means);
}

async function refinement(id: number): Promise<Question | undefined> {
  const prompt = t('A few words more, such as: only the ones from today');
  const words = (await vscode.window.showInputBox({ title: t('Refine'), prompt }))?.trim();
  return words ? { refine: { id, words } } : undefined;
}

/** A command takes a line of its own, unless it takes the place of what is selected. */
async function insertIntoFile(command: string): Promise<Place | undefined> {
  const editor = target();
  if (!editor) {
    void vscode.window.showWarningMessage(t('No file is open.'));
    return undefined;
  }
  const { selection, document } = editor;
  const { text, range, firstNonWhitespaceCharacterIndex: indent } = document.lineAt(selection.end.line);
  const newLine = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const isInPlace = !selection.isEmpty || text.trim() === '';
  const done = await editor.edit((it) => {
    if (isInPlace) {
      it.replace(selection, command);
    } else {
      it.insert(range.end, newLine + text.slice(0, indent) + command);
    }
  });
  if (!done) {
    void vscode.window.showWarningMessage(t('The file cannot be changed.'));
    return undefined;
  }
  return { uri: document.uri, row: isInPlace ? selection.start.line : range.end.line + 1 };
}
