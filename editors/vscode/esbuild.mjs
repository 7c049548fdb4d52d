// Builds the extension into dist/, and with --tests the tests into out-test/.
import { readdirSync } from 'node:fs';
import * as esbuild from 'esbuild';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha', './suite'],
  // The ES modules of our dependencies: their other form hides what is unused from the bundler.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

if (process.argv.includes('--tests')) {
  const tests = readdirSync('test').filter((it) => it.endsWith('.test.ts'));
  await esbuild.build({ ...shared, entryPoints: tests.map((it) => `test/${it}`), outdir: 'out-test/unit' });
  await esbuild.build({
    ...shared,
    entryPoints: ['test/host/index.ts', 'test/host/suite.ts'],
    outdir: 'out-test/host',
  });
} else {
  await esbuild.build({ ...shared, entryPoints: ['src/main.ts'], outdir: 'dist', minify: true, legalComments: 'none' });
}
