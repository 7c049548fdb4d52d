// All scenarios, in the order in which they are played.

import * as ghostText from './ghost_text.mjs';
import * as marks from './marks.mjs';
import * as generate from './generate.mjs';
import * as modelAnswers from './model_answers.mjs';
import * as history from './history.mjs';
import * as status from './status.mjs';
import * as models from './models.mjs';
import * as trust from './trust.mjs';
import * as load from './load.mjs';
import * as brokenServers from './broken_servers.mjs';
import * as extensionHost from './extension_host.mjs';

const files = {
  'ghost text': ghostText,
  marks,
  generate,
  'model answers': modelAnswers,
  history,
  status,
  models,
  trust,
  load,
  'broken servers': brokenServers,
  'extension host': extensionHost,
};

/** Each with its file's name, its own, and a number. */
export const scenarios = Object.entries(files)
  .flatMap(([file, { scenarios }]) => Object.entries(scenarios).map(([name, play]) => ({ name: `${file}: ${name}`, play })))
  .map((it, index) => ({ ...it, number: String(index + 1).padStart(2, '0') }));
