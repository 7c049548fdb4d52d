// What may go to a terminal, and how commands look in a list.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSafe, label, plain } from '../src/display';

describe('text for a prompt', () => {
  it('is one line without anything that a terminal obeys', () => {
    assert.ok(isSafe("find . -name '*.täxt' | wc -l", 'line'));
    for (const bad of ['\n', '\r', '\t', '\u0003', '\u0015', '\u001b[201~', '\u007f', '\u009b', '\u2028']) {
      assert.ok(!isSafe(`ls ${bad} x`, 'line'), JSON.stringify(bad));
    }
  });

  it('may have several lines as a paste, and still nothing that ends the paste', () => {
    assert.ok(isSafe('for it in *; do\n\techo "$it"\ndone', 'paste'));
    for (const bad of ['\r', '\u0003', '\u001b[201~', '\u009b201~']) {
      assert.ok(!isSafe(`ls\n${bad}rm x`, 'paste'), JSON.stringify(bad));
    }
  });
});

describe('a command in a list', () => {
  it('stays what it is where VS Code would draw a picture', () => {
    assert.equal(label('echo $(date)'), 'echo \\$(date)');
    assert.equal(label('echo $(sync~spin)'), 'echo \\$(sync~spin)');
    // This is no picture, and a backslash would be shown.
    assert.equal(label('kill $(pidof x)'), 'kill $(pidof x)');
    assert.equal(plain('deletes `$(pwd)`'), 'deletes `\\$(pwd)`');
  });

  it('shows where its lines end and what nobody would see', () => {
    assert.equal(label('cd /tmp\nrm x'), 'cd /tmp ⏎ rm x');
    assert.equal(label('ls \u001b[8m\u202e\u200b'), 'ls \\u{1b}[8m\\u{202e}\\u{200b}');
  });
});
