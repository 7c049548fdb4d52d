// The conversation with the server. It is a bundle of its own: VS Code's client is large, and nothing needs it before the
// server is started.
import * as vscode from 'vscode';
import {
  CloseAction,
  type Disposable,
  ErrorAction,
  LanguageClient,
  type Middleware,
  ProgressType,
} from 'vscode-languageclient/node';
import type { Process } from './process';
import type { Partial, Status } from './protocol';
import { SCRIPTS } from './scripts';

/** The client's own popups are left out: one for each cause comes from us, and the log has the rest. */
export class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }

  /** Hears what comes on the way to an answer. */
  hear(token: string, heard: (partial: Partial) => void): Disposable {
    return this.onProgress(new ProgressType<Partial>(), token, heard);
  }
}

/** A client for a server's process; it is not started yet. */
export function makeClient(
  process: Process,
  outputChannel: vscode.LogOutputChannel,
  middleware: Middleware,
  heard: (status: Status) => void,
): Client {
  const client = new Client('caro', 'Caro', () => Promise.resolve(process.child), {
    documentSelector: SCRIPTS,
    outputChannel,
    middleware,
    initializationOptions: () => ({ caro: vscode.workspace.getConfiguration().get('caro') }),
    initializationFailedHandler: () => false,
    // Its end is watched by the process.
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        process.hungUp();
        // Whether there is another start is not the library's to say.
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The conversation ended.' };
      },
    },
  });
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...capabilities.experimental, caro: able() };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  client.onNotification('caro/status', heard);
  return client;
}

/** What we can, and what nothing else here does. */
function able(): object {
  const lacks = (id: string) => vscode.extensions.getExtension(id) === undefined;
  // Bash IDE completes, and shows ShellCheck's findings, too.
  const lacksCompletion = lacks('mads-hartmann.bash-ide-vscode');
  const lacksShellcheck = lacksCompletion && lacks('timonwong.shellcheck');
  return { status: true, picksModels: true, showsPages: true, lacksCompletion, lacksShellcheck };
}
