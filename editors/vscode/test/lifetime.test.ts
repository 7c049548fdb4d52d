// Starting again after crashes, and which versions go together.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BackOff, isTooOld, MOST_RESTARTS } from '../src/lifetime';

describe('starting again', () => {
  it('waits longer each time, five times', () => {
    const backOff = new BackOff();
    const pauses = Array.from({ length: MOST_RESTARTS + 2 }, () => backOff.after(100));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, undefined, undefined]);
  });

  it('counts anew after a long life, and when it is asked for', () => {
    const backOff = new BackOff();
    for (let i = 0; i < MOST_RESTARTS; i += 1) {
      backOff.after(100);
    }
    assert.equal(backOff.after(180_000), 500);
    assert.equal(backOff.restarts, 1);
    backOff.forget();
    assert.equal(backOff.restarts, 0);
    assert.equal(backOff.after(0), 500);
  });
});

describe('a server', () => {
  it('is too old by the number that says what it can', () => {
    assert.equal(isTooOld('0.1.0', '0.1.7'), false);
    assert.equal(isTooOld('0.2.0', '0.1.0'), false);
    assert.equal(isTooOld('0.1.9', '0.2.0'), true);
    assert.equal(isTooOld('1.0.0', '1.4.0'), false);
    assert.equal(isTooOld('0.9.0', '1.0.0'), true);
    assert.equal(isTooOld('0.10.0', '0.9.0'), false);
  });

  it('that does not say its version is too old', () => {
    assert.equal(isTooOld(undefined, '0.1.0'), true);
    assert.equal(isTooOld('new', '0.1.0'), true);
  });
});
