// All scenarios, in the order in which they are played: one export for each file.

export { scenarios as ghostText } from './ghost_text.mjs';
export { scenarios as marks } from './marks.mjs';
