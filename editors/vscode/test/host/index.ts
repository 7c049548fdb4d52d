// What VS Code calls as extensionTestsPath: runs mocha inside the real extension host, and tells each result on the console.
import Mocha from 'mocha';

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, color: false });
  mocha.suite.emit('pre-require', globalThis as never, '', mocha);
  // After mocha has put its words there.
  require('./suite');
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
    runner.on('pass', (test) => console.log(`PASS ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('fail', (test, error) => console.log(`FAIL ${test.fullTitle()}: ${error.stack ?? error.message}`));
  });
}
