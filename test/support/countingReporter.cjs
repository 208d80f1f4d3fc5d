// Mocha's spec reporter that also writes how many tests ran, for test/run.mjs to add up.
const { mkdirSync, writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Dot {
  done(failures, end) {
    mkdirSync('.vscode-test', { recursive: true });
    const { passes } = this.stats;
    writeFileSync('.vscode-test/results-unit.json', `${JSON.stringify({ passed: passes, failed: failures })}\n`);
    if (super.done) super.done(failures, end);
    else end(failures);
  }
};
