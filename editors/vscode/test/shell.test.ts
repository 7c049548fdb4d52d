// What is read from the system about a terminal's shell.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isBehind, look, ofPs, takesPastes } from '../src/shell';

describe('the shell of a terminal', () => {
  it('is behind where another group has the terminal', () => {
    const rest = '34816 200 4194304 1 1';
    assert.equal(isBehind(`100 (bash) S 1 100 100 34816 100 ${rest}`), false);
    assert.equal(isBehind(`100 (bash) S 1 100 100 34816 200 ${rest}`), true);
    assert.equal(isBehind(`100 (a) b (c) S 1 100 100 34816 200 ${rest}`), true);
    assert.equal(isBehind(''), undefined);
  });

  it('is told by ps, with the mark of the group in front', () => {
    assert.deepEqual(ofPs('Ss+  -zsh\n'), { name: 'zsh', isBusy: false });
    assert.deepEqual(ofPs('Ss   /bin/bash'), { name: '/bin/bash', isBusy: true });
    assert.deepEqual(ofPs(''), {});
  });

  it('is known by its process', { skip: process.platform !== 'linux' }, async () => {
    assert.equal((await look(process.pid)).name, 'node');
    assert.deepEqual(await look(2 ** 30), {});
  });

  it('takes a paste as text only where that holds whatever its settings are', () => {
    assert.ok(takesPastes('zsh') && takesPastes('/usr/bin/fish') && takesPastes('/opt/homebrew/bin/bash'));
    for (const name of ['/bin/bash', 'dash', 'ksh', 'pwsh', 'python3', 'nu', undefined]) {
      assert.ok(!takesPastes(name), name);
    }
    assert.equal(takesPastes('bash'), process.platform !== 'darwin');
  });
});
