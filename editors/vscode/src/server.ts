// Starts the server, watches over it, and says clearly what is wrong where it does not run.
import { type ChildProcess, spawn } from 'node:child_process';
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
import { find, type Trouble } from './binary';
import { BackOff, isTooOld, MOST_RESTARTS } from './lifetime';
import type { Status } from './protocol';

const t = vscode.l10n.t;

/** So long may `initialize` take. */
const START_LIMIT_MS = 20_000;
/** So long may the process go on after it was asked to end. */
const END_LIMIT_MS = 2_000;

/** What the server is asked for: documents of real files and buffers, not those of other repositories' views. */
export const SCRIPTS = ['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({ scheme, language: 'shellscript' }));

/** How the server is, in the words of `caro/status` and of this side. */
export type Condition = Status | { state: 'stopped' | 'waiting' | 'failed' | 'beginning'; message: string };

/** Why it does not run: what happened, and what to do. */
interface Cause {
  /** By which it is told only once. */
  kind: string;
  message: string;
}

/** How an attempt to start it ended. */
type Outcome = 'up' | { error: NodeJS.ErrnoException } | { code: number | null; signal: string | null } | { noise: string } | { refusal: string } | 'silent';

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
  private process: ChildProcess | undefined;
  private starting: Promise<void> | undefined;
  /** Which attempt is the present one: an earlier one has nothing to say any more. */
  private turn = 0;
  private restart: NodeJS.Timeout | undefined;
  private lastError = '';

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
    if (process) {
      await ended(process, END_LIMIT_MS);
    }
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
      this.fail({ kind: found.trouble, message: troubled(found.trouble, found.path ?? '') });
      return;
    }
    this.tell({ state: 'beginning', message: t('The server is being started.') });
    this.log.info(`starting ${found.path}`);
    const born = Date.now();
    const child = this.spawn(found.path);
    const died = end(child);
    const client = this.converse(child);
    const outcome = await first(client, child, died);
    if (turn !== this.turn) {
      child.kill('SIGKILL');
      return;
    }
    if (outcome !== 'up') {
      child.kill('SIGKILL');
      this.process = undefined;
      // Who never spoke will not do better; who did was started again after a crash.
      const isCrash = this.backOff.restarts > 0 && typeof outcome === 'object' && 'code' in outcome;
      this.lost(this.explain(outcome, found.path), isCrash ? Date.now() - born : undefined);
      return;
    }
    const { serverInfo } = client.initializeResult ?? {};
    if (serverInfo?.name !== 'caro-lsp') {
      await client.stop(END_LIMIT_MS).catch(() => undefined);
      child.kill('SIGKILL');
      this.fail({ kind: 'other', message: t('{0} is not caro-lsp. Set "caro.path" to the right program.', found.path) });
      return;
    }
    this.client = client;
    this.condition = this.condition.state === 'beginning' ? { state: 'ready', message: t('The server runs.') } : this.condition;
    this.tell(this.condition);
    if (isTooOld(serverInfo.version, this.version)) {
      const versions = [found.path, serverInfo.version ?? '?', this.version];
      this.once({ kind: 'old', message: t('{0} is version {1}, which is older than this extension ({2}): some things will not work. Update it, for instance with "cargo install caro-lsp".', ...versions) });
    }
    void died.then((how) => {
      if (turn === this.turn) {
        this.client = undefined;
        this.process = undefined;
        this.lost(this.explain(how, found.path), Date.now() - born);
      }
    });
  }

  private get version(): string {
    return this.context.extension.packageJSON.version;
  }

  private spawn(program: string): ChildProcess {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const cwd = folder?.scheme === 'file' && fs.existsSync(folder.fsPath) ? folder.fsPath : undefined;
    const child = spawn(program, [], { cwd, windowsHide: true });
    // Writing to one that is gone must not end the extension host.
    child.stdin.on('error', () => undefined);
    this.lastError = '';
    child.stderr.on('data', (bytes: Buffer) => {
      this.lastError = (this.lastError + bytes.toString()).slice(-300);
    });
    this.process = child;
    return child;
  }

  private converse(child: ChildProcess): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: SCRIPTS,
      outputChannel: this.log,
      middleware: this.middleware,
      initializationOptions: () => ({ caro: vscode.workspace.getConfiguration().get('caro') }),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          child.kill();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
    const client = new QuietClient('caro', 'Caro', () => Promise.resolve(child), options);
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
    this.tell({ state: 'waiting', message: t('The server ended unexpectedly; it is started again ({0} of {1}).', ...counted) });
    this.restart = setTimeout(() => {
      this.restart = undefined;
      void this.start();
    }, pause);
  }

  private explain(outcome: Exclude<Outcome, 'up'>, program: string): Cause {
    if (outcome === 'silent') {
      return { kind: 'silent', message: t('{0} did not answer within {1} seconds and was ended. Is it caro-lsp?', program, START_LIMIT_MS / 1000) };
    }
    if ('error' in outcome) {
      const { code, message } = outcome.error;
      // The file was there: what it needs is not.
      const hint = code === 'ENOENT' ? t('a library or an interpreter that it needs is missing') : message;
      return { kind: 'spawn', message: t('{0} cannot be started: {1}.', program, hint) };
    }
    if ('noise' in outcome) {
      return { kind: 'noise', message: t('{0} does not speak as caro-lsp does. Set "caro.path" to the right program.', program) };
    }
    if ('refusal' in outcome) {
      return { kind: 'refusal', message: t('{0} refused to begin: {1}', program, outcome.refusal) };
    }
    const how = outcome.signal ?? t('status {0}', String(outcome.code));
    const last = this.lastError.trim().split('\n').at(-1);
    return { kind: 'exit', message: t('{0} ended unexpectedly ({1}).', program, how) + (last ? ` ${last}` : '') };
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

/** What comes first: an answer, the end, noise, or the limit. */
function first(client: LanguageClient, child: ChildProcess, died: Promise<Exclude<Outcome, 'up'>>): Promise<Outcome> {
  let limit: NodeJS.Timeout | undefined;
  const silent = new Promise<Outcome>((resolve) => {
    limit = setTimeout(() => resolve('silent'), START_LIMIT_MS);
  });
  const noise = new Promise<Outcome>((resolve) => {
    child.stdout?.once('data', (bytes: Buffer) => {
      const head = bytes.subarray(0, 8).toString('latin1').toLowerCase();
      if (!'content-'.startsWith(head)) {
        resolve({ noise: head });
      }
    });
  });
  const up = client.start().then(
    () => 'up' as const,
    // A pipe that closes is told here before the process is seen to end.
    (error: Error) => Promise.race([died, later(200).then(() => ({ refusal: error.message }))]),
  );
  return Promise.race([noise, died, up, silent]).finally(() => clearTimeout(limit));
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** How a process ends. */
function end(child: ChildProcess): Promise<Exclude<Outcome, 'up'>> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Waits for a process that was asked to end, and ends it where it does not. */
async function ended(child: ChildProcess, limitMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  await Promise.race([gone, later(limitMs)]);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
  }
}

function troubled(trouble: Trouble, path: string): string {
  switch (trouble) {
    case 'missing':
      return path === ''
        ? t('The program caro-lsp was not found: not in this extension, not in PATH, not in ~/.cargo/bin. Install the package of this extension for your system, or run "cargo install caro-lsp", or set "caro.path".')
        : t('There is no program {0}, which the setting "caro.path" names.', path);
    case 'relative':
      return t('The setting "caro.path" must be an absolute path or a name in PATH, not {0}.', path);
    case 'notExecutable':
      return t('{0} may not be run: give it the right to, for instance with "chmod +x".', path);
    case 'notProgram':
      return t('{0} is not a program that this system can run. Set "caro.path" to caro-lsp.', path);
    case 'wrongArchitecture':
      return t('{0} was built for another system or processor (this is {1}). Install the one for yours.', path, `${process.platform}-${process.arch}`);
  }
}
