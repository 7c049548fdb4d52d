// Chooses and fetches models: the server knows which there are and what suits this machine, the user picks from a list.
import * as vscode from 'vscode';
import { ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';
import { plain } from './display';
import type { Model } from './protocol';
import type { Server } from './server';

const t = vscode.l10n.t;

type Line = vscode.QuickPickItem & { model: Model };

/** Asks which model shall answer; one that is not here is fetched. */
export async function chooseModel(server: Server): Promise<void> {
  await pick(server, t('Select Model'), t('Which model shall answer beside the built-in generator?'), () => true);
}

/** Asks which model to fetch. */
export async function fetchModel(server: Server): Promise<void> {
  await pick(server, t('Download Model'), t('Nothing is fetched until you choose.'), (it) => !it.is_installed);
}

async function pick(
  server: Server,
  title: string,
  placeHolder: string,
  wants: (model: Model) => boolean,
): Promise<void> {
  const client = await server.need();
  if (!client) {
    return;
  }
  const found = await run<{ chosen: string | null; models: Model[] }>(client, 'caro.selectModel', {});
  const lines = found?.models.filter(wants).map((it) => line(it, found.chosen)) ?? [];
  if (!found || lines.length === 0) {
    if (found) {
      void vscode.window.showInformationMessage(t('There is no model to choose from.'));
    }
    return;
  }
  const chosen = await vscode.window.showQuickPick(lines, { title, placeHolder, matchOnDescription: true });
  if (!chosen) {
    return;
  }
  const { model } = chosen;
  const name = model.installed_as ?? model.name;
  const done = model.is_installed
    ? await run(client, 'caro.selectModel', { name })
    : await run(client, 'caro.downloadModel', { name });
  if (done) {
    void vscode.window.showInformationMessage(
      model.is_installed ? t('{0} answers from now on.', name) : t('{0} is here.', name),
    );
  }
}

function line(model: Model, chosen: string | null): Line {
  const name = model.installed_as ?? model.name;
  const size = model.size >= 1e9 ? `${(model.size / 1e9).toFixed(1)} GB` : `${Math.ceil(model.size / 1e6)} MB`;
  const verdicts: Record<string, string> = {
    suits: t('suits this machine'),
    slow: t('slow on this machine'),
    'does-not-fit': t('too large for this machine'),
  };
  const state = name === chosen ? t('in use') : model.is_installed ? t('is here') : t('to be downloaded');
  const icon = name === chosen ? 'check' : model.is_installed ? 'circle-outline' : 'cloud-download';
  return {
    label: name,
    description: [state, size, verdicts[model.verdict]].filter((it) => it).join(', '),
    detail: plain(model.reasons.join(' ')),
    iconPath: new vscode.ThemeIcon(icon),
    model,
  };
}

/** A command of the server; its failure is one message. */
export async function run<T>(client: LanguageClient, command: string, argument: object): Promise<T | undefined> {
  try {
    return (await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] })) as T;
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
    return undefined;
  }
}
