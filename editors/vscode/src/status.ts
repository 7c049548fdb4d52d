// Shows how the server is: in the status bar, at the language of a script, and as a menu with what can be done about it.
import * as vscode from 'vscode';
import { plain } from './display';
import { SCRIPTS } from './scripts';
import type { Condition, Server } from './server';

const t = vscode.l10n.t;

/** A line of the menu. */
type Line = vscode.QuickPickItem & { command?: string };

/** How a state looks: a picture, a word where there is something to say, and whether it is amiss. */
interface Look {
  icon: string;
  word?: string;
  level?: 'warning' | 'error';
}

export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('caro.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Caro';
  item.command = 'caro.showStatusMenu';
  const language = vscode.languages.createLanguageStatusItem('caro.language', SCRIPTS);
  language.name = 'Caro';
  const show = (condition: Condition) => {
    void vscode.commands.executeCommand('setContext', 'caro.state', condition.state);
    const { icon, word, level } = look(condition);
    const text = word ? `Caro: ${word}` : 'Caro';
    item.text = `$(${icon}) ${text}`;
    item.tooltip = condition.message;
    item.accessibilityInformation = { label: `${text}. ${condition.message}`, role: 'button' };
    item.backgroundColor = level && new vscode.ThemeColor(`statusBarItem.${level}Background`);
    language.text = text;
    language.detail = condition.message;
    language.busy = icon.endsWith('~spin');
    language.severity =
      vscode.LanguageStatusSeverity[level === 'error' ? 'Error' : level === 'warning' ? 'Warning' : 'Information'];
    language.command = { command: 'caro.showStatusMenu', title: t('Show Status') };
    item.show();
  };
  show(server.condition);
  const silent = vscode.window.onDidChangeActiveTextEditor((editor) => void showSilence(server, language, editor));
  return vscode.Disposable.from(item, language, silent, server.onDidChange(show));
}

/** At a script that is not read, the language item says why. */
async function showSilence(
  server: Server,
  item: vscode.LanguageStatusItem,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const { client } = server;
  if (!client || !editor || vscode.languages.match(SCRIPTS, editor.document) === 0) {
    return;
  }
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const status = await client
    .sendRequest<{ message: string; document?: { silent?: string } }>('caro/status', { uri })
    .catch(() => undefined);
  if (status) {
    item.detail = status.document?.silent ?? status.message;
  }
}

function look(condition: Condition): Look {
  switch (condition.state) {
    case 'ready':
      return { icon: 'check' };
    case 'stopped':
      return { icon: 'circle-slash', word: t('not running') };
    case 'beginning':
    case 'starting':
      return { icon: 'loading~spin', word: t('starting') };
    case 'waiting':
      return { icon: 'loading~spin', word: t('starting again'), level: 'warning' };
    case 'loading':
      return {
        icon: 'loading~spin',
        word: condition.percent === undefined ? t('loading') : t('loading {0} %', condition.percent),
      };
    case 'thinking':
      return { icon: 'loading~spin', word: t('thinking') };
    case 'paused':
      return { icon: 'debug-pause', word: t('paused') };
    case 'modelMissing':
      return { icon: 'warning', word: t('model missing'), level: 'warning' };
    case 'offline':
      return { icon: 'warning', word: t('offline'), level: 'warning' };
    case 'error':
      return { icon: 'warning', word: t('problem'), level: 'warning' };
    case 'failed':
      return { icon: 'error', word: t('not running'), level: 'error' };
  }
}

/** What can be done, by keyboard and mouse alike. */
export async function showMenu(server: Server): Promise<void> {
  const { condition } = server;
  const { icon, word } = look(condition);
  const line = (icon: string, label: string, command: string): Line => ({
    label,
    iconPath: new vscode.ThemeIcon(icon),
    command,
  });
  const action = 'action' in condition ? condition.action : undefined;
  const separator: Line = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const lines: Line[] = [
    {
      label: `Caro: ${word ?? t('ready')}`,
      detail: plain(condition.message),
      iconPath: new vscode.ThemeIcon(icon),
      command: 'caro.showOutput',
    },
    ...(action ? [line('lightbulb', action.title, action.command)] : []),
    separator,
    line('sparkle', t('Generate Command'), 'caro.generateCommand'),
    condition.state === 'paused'
      ? line('play', t('Resume'), 'caro.resumeSuggestions')
      : line('debug-pause', t('Pause'), 'caro.pauseSuggestions'),
    line('history', t('History'), 'caro.showHistory'),
    line('chip', t('Select Model'), 'caro.chooseModel'),
    line('cloud-download', t('Download Model'), 'caro.fetchModel'),
    separator,
    line('debug-restart', t('Restart Server'), 'caro.restartServer'),
    line('output', t('Show Output'), 'caro.showOutput'),
    line('settings-gear', t('Open Settings'), 'caro.openSettings'),
    line('pulse', t('Doctor'), 'caro.doctor'),
  ];
  const chosen = await vscode.window.showQuickPick(lines, {
    title: 'Caro',
    placeHolder: plain(condition.message),
    matchOnDetail: true,
  });
  if (chosen?.command) {
    // The server's own way asks in a message; ours is a list.
    await vscode.commands.executeCommand(chosen.command === 'caro.selectModel' ? 'caro.chooseModel' : chosen.command);
  }
}
