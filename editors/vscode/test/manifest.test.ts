// The manifest holds together: commands, keys, menus, words in two languages, and what reads the output of `check`.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';

type Json = Record<string, unknown>;
const read = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8'));
const manifest = read('package.json');
const { contributes } = manifest;
const sources = fs.readdirSync('src').map((it) => fs.readFileSync(`src/${it}`, 'utf8'));
const commands: string[] = contributes.commands.map((it: { command: string }) => it.command);

describe('commands', () => {
  it('are declared and registered alike', () => {
    const registered = [
      ...(sources.join('\n').match(/const commands: Record.*?\n {2}};/s)?.[0] ?? '').matchAll(/^ {4}(\w+):/gm),
    ];
    assert.deepEqual(registered.map((it) => `caro.${it[1]}`).sort(), [...commands].sort());
  });

  it('have other names than those of the server, which the client registers', () => {
    const rust = fs.readFileSync('../../caro-lsp/src/handlers/execute_command.rs', 'utf8');
    const servers = [...rust.matchAll(/: &str = "(caro\.\w+)"/g)].map((it) => it[1]);
    assert.ok(servers.length >= 12);
    assert.deepEqual(
      commands.filter((it) => servers.includes(it)),
      [],
    );
  });

  it('are those that menus and keys name', () => {
    const menus = Object.values(contributes.menus).flat() as { command: string }[];
    const named = [...menus, ...contributes.keybindings].map((it) => it.command);
    const linked = [...JSON.stringify(read('package.nls.json')).matchAll(/command:(caro\.\w+)/g)].map((it) => it[1]);
    for (const command of [...named, ...linked]) {
      assert.ok(commands.includes(command), command);
    }
  });
});

describe('words', () => {
  const german = read('l10n/bundle.l10n.de.json') as Record<string, string>;
  const holes = (text: string) => [...text.matchAll(/\{\d\}/g)].map((it) => it[0]).sort();

  it('of the manifest are there in both languages', () => {
    const english: Json = read('package.nls.json');
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((it) => it[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
    assert.deepEqual(Object.keys(read('package.nls.de.json')).sort(), Object.keys(english).sort());
  });

  it('at run time are there in both languages, with the same places to fill', () => {
    const used = sources.flatMap((it) =>
      [...it.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((found) => found[1].replace(/\\'/g, "'")),
    );
    assert.ok(used.length > 50);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(german).sort());
    for (const [english, translated] of Object.entries(german)) {
      assert.deepEqual(holes(translated), holes(english), english);
    }
  });

  it('are written as one literal, so that the test above sees them all', () => {
    for (const source of sources) {
      assert.equal((source.match(/\bt\(/g) ?? []).length, (source.match(/\bt\(\s*'/g) ?? []).length);
    }
  });
});

describe('settings', () => {
  const { properties } = contributes.configuration;

  it('that name programs, models and servers are not a workspace’s', () => {
    const own = Object.keys(properties).filter((it) => /path$|^caro\.(server|model\.name|workspaceTrusted)/.test(it));
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    for (const name of own) {
      assert.ok(['application', 'machine', 'machine-overridable'].includes(properties[name].scope), name);
      assert.ok(restrictedConfigurations.includes(name), name);
    }
  });

  it('all say what they do', () => {
    for (const [name, it] of Object.entries(properties) as [
      string,
      { description?: string; markdownDescription?: string },
    ][]) {
      assert.ok(it.markdownDescription ?? it.description, name);
    }
  });
});

describe('the problem matchers', () => {
  // From `caro-lsp check`, as tests/cli/formats.rs has it.
  const output = [
    'danger[CARO0101]: deletes the whole system when `$DIR` is empty: the script got no such argument',
    ' --> deploy/a b.sh:12:8',
    '   |',
    '12 | rm -rf "$DIR"/*',
  ];

  it('find level, code, message and place in what check prints', () => {
    const [first, second] = contributes.problemMatchers.find(
      (it: { name: string }) => it.name === 'caro-danger',
    ).pattern;
    const head = new RegExp(first.regexp).exec(output[0]) ?? [];
    assert.deepEqual(
      [head[first.code], head[first.message]],
      ['CARO0101', output[0].slice('danger[CARO0101]: '.length)],
    );
    const place = new RegExp(second.regexp).exec(output[1]) ?? [];
    assert.deepEqual([place[second.file], place[second.line], place[second.column]], ['deploy/a b.sh', '12', '8']);
  });

  it('are one for each level, and the task names them all', () => {
    const names = contributes.problemMatchers.map((it: { name: string }) => it.name);
    assert.deepEqual(names, ['caro-danger', 'caro-caution', 'caro-note']);
    const tasks = fs.readFileSync('src/tasks.ts', 'utf8');
    assert.ok(names.every((it: string) => tasks.includes(`'$${it}'`)));
    for (const { name, pattern } of contributes.problemMatchers) {
      assert.equal(new RegExp(pattern[0].regexp).test(output[0]), name === 'caro-danger');
    }
  });
});

describe('the package', () => {
  it('names files that are there', () => {
    const steps: { media: { markdown?: string; image?: string } }[] = contributes.walkthroughs[0].steps;
    for (const { media } of steps) {
      assert.ok(fs.existsSync(media.markdown ?? media.image ?? ''), JSON.stringify(media));
    }
    assert.ok(fs.existsSync(manifest.icon));
  });
});
