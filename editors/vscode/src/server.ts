// Starts the server, watches over it, and says clearly what is wrong where it does not run.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  State,
} from 'vscode-languageclient/node';
import { find } from './binary';
import { BackOff, isTooOld, MOST_RESTARTS } from './lifetime';
import { Process } from './process';
import type { Status } from './protocol';
import { type Cause, type Failure, ofAge, ofFailure, ofFile, ofOther } from './trouble';

const t = vscode.l10n.t;

/** So long may `initialize` take. */
const START_LIMIT_MS = 20_000;
/** So long may the process go on after it was asked to end. */
const END_LIMIT_MS = 2_000;

/** What the server is asked for: documents of real files and buffers, not those of other repositories' views. */
export const SCRIPTS = ['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({
  scheme,
  language: 'shellscript',
}));

/** How the server is, in the words of `caro/status` and of this side. */
export type Condition = Status | { state: 'stopped' | 'waiting' | 'failed' | 'beginning'; message: string };

/** The client's own popups are left out: one for each cause comes from here, and the log has the rest. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

export class Server implements vscode.Disposable {
  /** The conversation, while there is one. */
  client: LanguageClient | undefined;
  condition: Condition = { state: 'stopped', message: t('The server was not started yet.') };
  readonly log: vscode.LogOutputChannel;

  private readonly changed = new vscode.EventEmitter<Condition>();
  readonly onDidChange = this.changed.event;
  private readonly backOff = new BackOff();
  private readonly told = new Set<string>();
  private process: Process | undefined;
  private starting: Promise<void> | undefined;
  /** Which attempt is the present one: an earlier one has nothing to say any more. */
  private turn = 0;
  private restart: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly middleware: Middleware,
  ) {
    this.log = vscode.window.createOutputChannel('Caro', { log: true });
  }

  /** Starts it where it does not run; answers when that is decided. */
  start(): Promise<void> {
    if (this.client || this.restart) {
      return Promise.resolve();
    }
    this.starting ??= this.run().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Starts it once a script is open, and anew where another program is set; who failed is left alone until then. */
  startWithScripts(subscriptions: vscode.Disposable[]): void {
    const look = (document: vscode.TextDocument) => {
      if (this.condition.state === 'stopped' && this.turn === 0 && vscode.languages.match(SCRIPTS, document) > 0) {
        void this.start();
      }
    };
    vscode.workspace.textDocuments.forEach(look);
    subscriptions.push(
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidChangeConfiguration((it) => {
        if (it.affectsConfiguration('caro.path') && this.turn > 0) {
          void this.startAnew();
        }
      }),
    );
  }

  /** Ends it and starts it anew, with all failures forgotten. */
  async startAnew(): Promise<void> {
    await this.stop();
    this.backOff.forget();
    this.told.clear();
    await this.start();
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.turn += 1;
    clearTimeout(this.restart);
    this.restart = undefined;
    const { client, process } = this;
    this.client = undefined;
    this.process = undefined;
    this.starting = undefined;
    this.tell({ state: 'stopped', message: t('The server was stopped.') });
    if (client?.state === State.Running) {
      await client.stop(END_LIMIT_MS).catch(() => undefined);
    }
    await process?.leave(END_LIMIT_MS);
  }

  /** The conversation, for what the user asked just now; where there is none, one message says why. */
  async need(): Promise<LanguageClient | undefined> {
    await this.start();
    if (!this.client) {
      this.show(this.condition.message);
    }
    return this.client;
  }

  /** What the server says of itself. */
  heard(status: Status): void {
    this.tell(status);
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.log.dispose();
  }

  /** The program that would be started. */
  program(): string | undefined {
    const found = this.find();
    return found.trouble ? undefined : found.path;
  }

  /** Its process, while there is one. */
  get pid(): number | undefined {
    return this.process?.child.pid;
  }

  private find() {
    return find({
      setting: vscode.workspace.getConfiguration('caro').get<string>('path') ?? '',
      extension: this.context.extensionPath,
      env: process.env,
      home: os.homedir(),
      platform: process.platform,
      arch: process.arch,
    });
  }

  private async run(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const found = this.find();
    if (found.trouble) {
      this.fail(ofFile(found.trouble, found.path ?? ''));
      return;
    }
    this.tell({ state: 'beginning', message: t('The server is being started.') });
    this.log.info(`starting ${found.path}`);
    const process = new Process(found.path, folder());
    this.process = process;
    const client = this.converse(process);
    const outcome = await process.begin(client.start(), START_LIMIT_MS);
    if (turn !== this.turn) {
      process.kill();
      return;
    }
    const explain = (failure: Failure) => ofFailure(failure, found.path, START_LIMIT_MS, process.lastWords);
    if (outcome !== 'up') {
      process.kill();
      // Who never spoke will not do better; who did was started again after a crash.
      const isCrash = this.backOff.restarts > 0 && typeof outcome === 'object' && 'code' in outcome;
      this.lost(explain(outcome), isCrash ? Date.now() - process.born : undefined);
      return;
    }
    const { serverInfo } = client.initializeResult ?? {};
    if (serverInfo?.name !== 'caro-lsp') {
      await this.stop();
      this.fail(ofOther(found.path));
      return;
    }
    this.client = client;
    // It may have told more by now.
    const isNew = this.condition.state === 'beginning';
    this.tell(isNew ? { state: 'ready', message: t('The server runs.') } : this.condition);
    if (isTooOld(serverInfo.version, this.version)) {
      this.once(ofAge(found.path, serverInfo.version ?? '?', this.version));
    }
    void process.end.then((how) => {
      if (turn === this.turn) {
        this.client = undefined;
        this.lost(explain(how), Date.now() - process.born);
      }
    });
  }

  private get version(): string {
    return this.context.extension.packageJSON.version;
  }

  private converse(process: Process): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: SCRIPTS,
      outputChannel: this.log,
      middleware: this.middleware,
      initializationOptions: () => ({ caro: vscode.workspace.getConfiguration().get('caro') }),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          process.kill();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
    const client = new QuietClient('caro', 'Caro', () => Promise.resolve(process.child), options);
    const hasOther = (id: string) => vscode.extensions.getExtension(id) !== undefined;
    const hasBashIde = hasOther('mads-hartmann.bash-ide-vscode');
    client.registerFeature({
      fillClientCapabilities: (capabilities) => {
        const caro = {
          status: true,
          picksModels: true,
          showsPages: true,
          lacksCompletion: !hasBashIde,
          // Bash IDE shows ShellCheck's findings, too.
          lacksShellcheck: !hasBashIde && !hasOther('timonwong.shellcheck'),
        };
        capabilities.experimental = { ...capabilities.experimental, caro };
      },
      initialize: () => undefined,
      getState: () => ({ kind: 'static' }),
      clear: () => undefined,
    });
    client.onNotification('caro/status', (status: Status) => this.heard(status));
    return client;
  }

  /** It is gone. With a life, another start is worth it, unless there were too many. */
  private lost(cause: Cause, livedMs: number | undefined): void {
    this.log.error(cause.message);
    const pause = livedMs === undefined ? undefined : this.backOff.after(livedMs);
    if (pause === undefined) {
      const tried = livedMs === undefined ? '' : ` ${t('It was started again {0} times.', MOST_RESTARTS)}`;
      this.fail({ kind: cause.kind, message: cause.message + tried });
      return;
    }
    const counted = [String(this.backOff.restarts), String(MOST_RESTARTS)];
    this.tell({
      state: 'waiting',
      message: t('The server ended unexpectedly; it is started again ({0} of {1}).', ...counted),
    });
    this.restart = setTimeout(() => {
      this.restart = undefined;
      void this.start();
    }, pause);
  }

  private fail(cause: Cause): void {
    this.log.error(cause.message);
    this.tell({ state: 'failed', message: cause.message });
    this.once(cause);
  }

  /** Tells it once in this session; the status goes on telling it. */
  private once(cause: Cause): void {
    if (!this.told.has(cause.kind)) {
      this.told.add(cause.kind);
      this.show(cause.message);
    }
  }

  private show(message: string): void {
    const restart = t('Restart Server');
    const output = t('Show Output');
    const settings = t('Open Settings');
    void vscode.window.showErrorMessage(message, restart, output, settings).then((chosen) => {
      const commands: Record<string, string> = {
        [restart]: 'caro.restartServer',
        [output]: 'caro.showOutput',
        [settings]: 'caro.openSettings',
      };
      if (chosen) {
        void vscode.commands.executeCommand(commands[chosen]);
      }
    });
  }

  private tell(condition: Condition): void {
    this.condition = condition;
    this.changed.fire(condition);
  }
}

/** Where the server looks for the policy of what stands in no folder. */
function folder(): string | undefined {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  return first?.scheme === 'file' && fs.existsSync(first.fsPath) ? first.fsPath : undefined;
}
