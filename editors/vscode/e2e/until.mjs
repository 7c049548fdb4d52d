// Waiting for something that happens elsewhere, without guessing how long it takes.

import { setTimeout as pause } from 'node:timers/promises';

/** How long a condition may take, in milliseconds; CARO_PATIENCE names other seconds, for a busy machine. */
export const PATIENCE = Number(process.env.CARO_PATIENCE ?? 60) * 1000;

/** Asks until the answer is true, and gives it. What it waits for is said in the failure. */
export async function until(what, ask, limit = PATIENCE) {
  const end = Date.now() + limit;
  for (;;) {
    let last;
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error.message;
    }
    if (Date.now() > end) throw new Error(`not within ${limit / 1000} s: ${what} (last: ${JSON.stringify(last)})`);
    await pause(40);
  }
}
