// What is said where the server does not run: what happened, and what to do about it.
import * as vscode from 'vscode';
import type { Trouble } from './binary';

const t = vscode.l10n.t;

/** Why it does not run; the kind is that by which it is told only once. */
export interface Cause {
  kind: string;
  message: string;
}

/** How an attempt to start it ended. */
export type Failure =
  | { error: NodeJS.ErrnoException }
  | { code: number | null; signal: string | null }
  | { refusal: string }
  | 'noise'
  | 'hungUp'
  | 'silent';

/** There is nothing to start. */
export function ofFile(trouble: Trouble, path: string): Cause {
  return { kind: trouble, message: said(trouble, path) };
}

function said(trouble: Trouble, path: string): string {
  switch (trouble) {
    case 'missing':
      return path === ''
        ? t(
            'The program caro-lsp was not found: not in this extension, not in PATH, not in ~/.cargo/bin. Install the package of this extension for your system, or run "cargo install caro-lsp", or set "caro.path".',
          )
        : t('There is no program {0}, which the setting "caro.path" names.', path);
    case 'relative':
      return t('The setting "caro.path" must be an absolute path or a name in PATH, not {0}.', path);
    case 'notExecutable':
      return t('{0} may not be run: give it the right to, for instance with "chmod +x".', path);
    case 'notProgram':
      return t('{0} is not a program that this system can run. Set "caro.path" to caro-lsp.', path);
    case 'wrongArchitecture': {
      const here = `${process.platform}-${process.arch}`;
      return t('{0} was built for another system or processor (this is {1}). Install the one for yours.', path, here);
    }
  }
}

/** It was started, and that is how it ended. `lastWords` are the end of its standard error. */
export function ofFailure(failure: Failure, program: string, limitMs: number, lastWords: string): Cause {
  if (failure === 'silent') {
    const seconds = limitMs / 1000;
    return {
      kind: 'silent',
      message: t('{0} did not answer within {1} seconds and was ended. Is it caro-lsp?', program, seconds),
    };
  }
  if (failure === 'hungUp') {
    return { kind: 'hungUp', message: t('{0} closed its output, and was ended. Is it caro-lsp?', program) };
  }
  if (failure === 'noise') {
    return {
      kind: 'noise',
      message: t('{0} does not speak as caro-lsp does. Set "caro.path" to the right program.', program),
    };
  }
  if ('error' in failure) {
    const { code, message } = failure.error;
    // The file was there: what it needs is not.
    const why = code === 'ENOENT' ? t('a library or an interpreter that it needs is missing') : message;
    return { kind: 'start', message: t('{0} cannot be started: {1}.', program, why) };
  }
  if ('refusal' in failure) {
    return { kind: 'refusal', message: t('{0} refused to begin: {1}', program, failure.refusal) };
  }
  const how = failure.signal ?? t('status {0}', String(failure.code));
  const last = lastWords.trim().split('\n').at(-1);
  return { kind: 'end', message: t('{0} ended unexpectedly ({1}).', program, how) + (last ? ` ${last}` : '') };
}

export function ofOther(program: string): Cause {
  return { kind: 'other', message: t('{0} is not caro-lsp. Set "caro.path" to the right program.', program) };
}

export function ofAge(program: string, version: string, own: string): Cause {
  const message = t(
    '{0} is version {1}, which is older than this extension ({2}): some things will not work. Update it, for instance with "cargo install caro-lsp".',
    program,
    version,
    own,
  );
  return { kind: 'old', message };
}
