// What is decided about the server's life without an editor: when it is started again, and whether its version will do.

/** After so many crashes in a row it is left alone. */
export const MOST_RESTARTS = 5;
/** A server that lived as long as this starts a new row. */
const LONG_LIFE_MS = 180_000;
const FIRST_PAUSE_MS = 500;

/** Counts crashes in a row. */
export class BackOff {
  private crashes = 0;

  /** How long to wait before the next start; `undefined` where it is enough. */
  after(livedMs: number): number | undefined {
    this.crashes = livedMs >= LONG_LIFE_MS ? 1 : this.crashes + 1;
    return this.crashes > MOST_RESTARTS ? undefined : FIRST_PAUSE_MS * 2 ** (this.crashes - 1);
  }

  /** Which restart this is, from 1. */
  get restarts(): number {
    return this.crashes;
  }

  forget(): void {
    this.crashes = 0;
  }
}

/** Whether a server is older than this extension needs: below 1.0 the second number counts, later the first. */
export function isTooOld(server: string | undefined, extension: string): boolean {
  const have = numbers(server);
  const need = numbers(extension);
  if (!have || !need) {
    return true;
  }
  return have[0] !== need[0] ? have[0] < need[0] : need[0] === 0 && have[1] < need[1];
}

function numbers(version: string | undefined): [number, number] | undefined {
  const found = /^(\d+)\.(\d+)\.\d+/.exec(version ?? '');
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}
