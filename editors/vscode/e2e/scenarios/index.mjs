// All scenarios, in the order in which they are played: one export for each file.

export { scenarios as ghostText } from './ghost_text.mjs';
export { scenarios as marks } from './marks.mjs';
export { scenarios as generate } from './generate.mjs';
export { scenarios as severalLines } from './several_lines.mjs';
export { scenarios as status } from './status.mjs';
export { scenarios as models } from './models.mjs';
export { scenarios as trust } from './trust.mjs';
export { scenarios as load } from './load.mjs';
export { scenarios as brokenServers } from './broken_servers.mjs';
