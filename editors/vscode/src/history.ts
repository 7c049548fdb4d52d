// What was asked before, as one list: used again, preferred, forgotten; with what was learned from it.
import * as vscode from 'vscode';
import { type Line, shown } from './answers';
import type { Client } from './client';
import { label, plain } from './display';
import type { Generator } from './generate';
import { run } from './models';
import { showPage } from './pages';
import type { Entry, Remembered } from './protocol';
import type { Server } from './server';

const t = vscode.l10n.t;

/** What choosing a line means. */
type Wish = { entry: Entry } | { forget: object } | { does: 'private' | 'numbers' | 'habits' | 'clear' };

/** Shows the history until an entry is used or the user turns away. */
export async function showHistory(server: Server, generator: Generator): Promise<void> {
  const client = await server.need();
  while (client) {
    const remembered = await run<Remembered>(client, 'caro.history', place(client));
    const wish = remembered && (await choose(remembered));
    if (!wish) {
      return;
    }
    if ('entry' in wish) {
      return generator.use(wish.entry);
    }
    if (!(await follow(client, wish, remembered))) {
      return;
    }
  }
}

/** The other way round, and what holds from now on. */
export async function togglePrivateSession(server: Server): Promise<void> {
  const client = await server.need();
  const state = client && (await run<{ message: string }>(client, 'caro.privateSession', {}));
  if (state) {
    void vscode.window.showInformationMessage(state.message);
  }
}

/** The script at hand, for whose workspace habits are told. */
function place(client: Client): object {
  const document = vscode.window.activeTextEditor?.document;
  return document ? { uri: client.code2ProtocolConverter.asUri(document.uri) } : {};
}

function choose({ state, message, entries, habits }: Remembered): Promise<Wish | undefined> {
  const pick = vscode.window.createQuickPick<Line<Wish>>();
  pick.title = t('History');
  pick.placeholder = message;
  pick.matchOnDetail = true;
  const toggle = state === 'private' ? t('End the Private Session') : t('Begin a Private Session');
  const isOff = state === 'off';
  pick.items = [
    ...(isOff ? [] : [line('eye-closed', toggle, { does: 'private' })]),
    ...(entries.length === 0 ? [] : [line('graph', t('Numbers'), { does: 'numbers' })]),
    ...(habits.length === 0 ? [] : [line('mortar-board', t('Habits …'), { does: 'habits' })]),
    ...(entries.length === 0 ? [] : [line('trash', t('Clear …'), { does: 'clear' })]),
    { label: t('Asked before'), kind: vscode.QuickPickItemKind.Separator },
    ...entries.map(
      (entry): Line<Wish> => ({
        label: label(entry.command),
        description: entry.told,
        detail: plain(entry.prompt),
        buttons: [forgetting],
        means: { entry },
      }),
    ),
  ];
  const pressed = ({ means }: Line<Wish>): Wish | undefined =>
    means && 'entry' in means ? { forget: { entry: means.entry.entry } } : undefined;
  return shown<Line<Wish>, Wish>(pick, (chosen) => chosen?.means, pressed);
}

const forgetting = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Forget') };

/** Does what a line other than an entry stands for; says whether the list is shown again. */
async function follow(client: Client, wish: Exclude<Wish, { entry: Entry }>, all: Remembered): Promise<boolean> {
  if ('forget' in wish) {
    return (await run(client, 'caro.forget', wish.forget)) !== undefined;
  }
  switch (wish.does) {
    case 'private':
      return (await run(client, 'caro.privateSession', {})) !== undefined;
    case 'numbers':
      await showPage(`\`\`\`text\n${all.stats}\n\`\`\`\n`);
      return false;
    case 'habits':
      return forgetHabit(client, all);
    case 'clear':
      return clear(client);
  }
}

async function forgetHabit(client: Client, { habits }: Remembered): Promise<boolean> {
  const lines = habits.map((it) => ({
    label: it.habit,
    description: it.active ? t('put to use') : t('not sure yet'),
    detail: it.sentence,
    iconPath: new vscode.ThemeIcon(it.active ? 'check' : 'circle-outline'),
  }));
  const title = t('Habits');
  const chosen = await vscode.window.showQuickPick(lines, { title, placeHolder: t('Choose one to forget it.') });
  return chosen !== undefined && (await run(client, 'caro.forget', { habit: chosen.label })) !== undefined;
}

async function clear(client: Client): Promise<boolean> {
  const all = t('Delete All');
  const detail = t('Nothing of them stays on this machine. Habits stay.');
  const chosen = await vscode.window.showWarningMessage(t('Delete all entries?'), { modal: true, detail }, all);
  return chosen === all && (await run(client, 'caro.forget', { history: true })) !== undefined;
}

function line(icon: string, label: string, means: Wish): Line<Wish> {
  return { label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true, means };
}
