// Builds the extension into dist/, and with --tests the tests into out-test/.
import { copyFileSync, mkdirSync } from 'node:fs';
import * as esbuild from 'esbuild';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  // The ES modules of our dependencies: their other form hides what is unused from the bundler.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

mkdirSync('dist', { recursive: true });
await esbuild.build({ ...shared, entryPoints: ['src/main.ts'], outdir: 'dist', minify: true, legalComments: 'none' });
copyFileSync('../../docs/caro.schema.json', 'dist/caro.schema.json');
