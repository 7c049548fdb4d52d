// The messages of our own, as docs/protocol.md describes them.
import type { Range } from 'vscode-languageclient/node';

export type Level = 'none' | 'note' | 'caution' | 'danger';

export interface Finding {
  code: string;
  level: Level;
  message: string;
  range: Range;
}

export interface Part {
  text: string;
  meaning: string;
}

export interface Suggestion {
  id: number;
  command: string;
  summary: string;
  risk: Level;
  findings: Finding[];
  explanation: Part[];
  assumed: string[];
  /** How it may be put at a prompt; an older server does not say. */
  terminal?: 'line' | 'paste' | 'refused';
  refusal?: string;
}

export interface Choice {
  label: string;
  id?: number;
  words?: string;
}

/** What `caro/generate` answers; without a command where Caro is not sure. */
export interface Answer extends Omit<Suggestion, 'command'> {
  prompt: string;
  command: string | null;
  alternatives: Suggestion[];
  question?: { text: string; choices: Choice[] };
  without?: string;
}

/** What comes on the way to an answer. */
export type Partial = { answer: Answer } | { source: string; place?: string; pieces: number };

/** An entry of what `caro.history` answers: an answer of an earlier time. */
export interface Entry extends Suggestion {
  entry: string;
  prompt: string;
  told: string;
}

/** What `caro.history` answers. */
export interface Remembered {
  state: 'on' | 'off' | 'private';
  message: string;
  entries: Entry[];
  habits: { habit: string; sentence: string; active: boolean }[];
  stats: string;
}

/** What `caro/status` tells; the extension adds the states of a server that does not run. */
export interface Status {
  state: 'ready' | 'starting' | 'loading' | 'thinking' | 'paused' | 'modelMissing' | 'offline' | 'error';
  message: string;
  percent?: number;
  place?: string;
  action?: { title: string; command: string };
}

/** An entry of what `caro.selectModel` answers. */
export interface Model {
  name: string;
  installed_as?: string;
  is_installed: boolean;
  size: number;
  verdict: string;
  reasons: string[];
}
