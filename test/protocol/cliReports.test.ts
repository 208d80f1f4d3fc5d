import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, FAULTY, interchange, many, place, temporaryFolder } from '../support/cli';
import { marked } from '../support/marks';

describe('the reports of claim-lens check', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;

  it('gives the JSON of the contract', () => {
    const { text, at } = place(interchange(FAULTY));
    write('faulty.edi', text);
    const run = cli(['check', 'faulty.edi', '--format', 'json', '--rule', 'excess-units=off']);
    const result = JSON.parse(run.stdout);
    assert.match(result.version, /^\d+\.\d+\.\d+$/);
    const [file] = result.files;
    const { findings, notChecked, ...head } = file;
    assert.deepEqual(head, { path: 'faulty.edi', format: 'x12', claims: 1, lines: 1 });
    assert.ok(Array.isArray(notChecked));
    assert.equal(findings.length, 1);
    const { message, citation, ...finding } = findings[0];
    assert.deepEqual(finding, {
      rule: 'missing-primary-code',
      severity: 'error',
      range: at,
      claim: '2025-0042',
      code: '0709T',
      related: [],
    });
    assert.match(message, /0708T/);
    assert.ok(citation.table && citation.edition);
    assert.equal(result.summary.errors, 1);
    assert.equal(result.summary.warnings, 0);
  });

  it('gives related places', () => {
    write('units.edi', interchange([CLEAN[0]!, 'SV1*HC:0709T*700*UN*2***1', 'SV1*HC:0709T*700*UN*2***1']));
    const { files } = JSON.parse(cli(['check', 'units.edi', '--format', 'json']).stdout);
    const finding = files[0].findings.find((one: { rule: string }) => one.rule === 'excess-units');
    assert.ok(finding.related.length > 0);
    for (const { message, range } of finding.related) {
      assert.equal(typeof message, 'string');
      assert.ok(range.start.character < range.end.character);
    }
  });

  it('tells what was not checked', () => {
    write('old.edi', interchange(['SV1*HC:0708T*900*UN*1***1'], '19990304'));
    const { files, summary } = JSON.parse(cli(['check', 'old.edi', '--format', 'json']).stdout);
    assert.ok(files[0].notChecked.length > 0);
    for (const { rule, reason } of files[0].notChecked) assert.ok(rule && reason);
    assert.ok(summary.notChecked > 0);
    assert.match(cli(['check', 'old.edi']).stdout, /^not checked: \S+ on 1 service line: /m);
  });

  it('shows the segment with the place underlined', () => {
    write('faulty.edi', marked(interchange(FAULTY)).text);
    const { text, at } = place(interchange(FAULTY));
    const { stdout } = cli(['check', 'faulty.edi', '--rule', 'excess-units=off']);
    const [head, ...rest] = stdout.split('\n');
    const line = `${at.start.line + 1}:${at.start.character + 1}`;
    assert.equal(head, `faulty.edi:${line} error missing-primary-code`);
    const excerpt = rest.findIndex((one) => one.includes('SV1*'));
    assert.equal(rest[excerpt], '    SV1*HC:0709T*2100*UN*3***1~');
    assert.equal(rest[excerpt + 1], '           ^^^^^');
    assert.ok(!stdout.includes('NM1*IL'), 'no other segment is shown');
    assert.ok(text.length > 100 && rest.every((one) => one.length <= 100));
    assert.match(stdout, /^1 file, 1 claim, 1 service line: 1 error\b/m);
  });

  it('shows one segment where the ISA lacks its terminator', () => {
    write('cut.edi', place(interchange(FAULTY)).text.replace('~', '\n'));
    const { stdout } = cli(['check', 'cut.edi', '--rule', 'excess-units=off']);
    assert.match(stdout, /^ {4}SV1\*HC:0709T[^~]*~$/m);
  });

  it('cuts long segments around the place, and shows control characters as pictures', () => {
    const long = `SV1*HC:«0709T»:::::${'LONG NAME '.repeat(30)}\u001b[31m*2100*UN*1***1`;
    write('long.edi', marked(interchange([long])).text);
    const { stdout } = cli(['check', 'long.edi']);
    const lines = stdout.split('\n');
    const excerpt = lines.findIndex((one) => one.includes('SV1*HC:0709T'));
    assert.ok(lines[excerpt]!.endsWith('…'));
    assert.ok(lines[excerpt]!.length <= 100);
    assert.equal(lines[excerpt]!.indexOf('0709T'), lines[excerpt + 1]!.indexOf('^'));
    assert.ok(!stdout.includes('\u001b'));
  });

  it('shows at most --max findings of a file', () => {
    write(
      'many.edi',
      interchange(Array.from({ length: 60 }, (_, i) => `SV1*HC:O7${String(i).padStart(2, '0')}T*700*UN*1***1`)),
    );
    const heads = (run: SpawnSyncReturns<string>) => run.stdout.match(/^many\.edi:/gm)?.length;
    const all = ['--rule', 'missing-primary-code=off', '--rule', 'excess-units=off', '--rule', 'too-many=off'];
    const first = cli(['check', 'many.edi', ...all]);
    assert.equal(heads(first), 50);
    assert.match(first.stdout, /^… and 10 more in many\.edi \(.*--format json/m);
    assert.match(first.stdout, / 60 errors; 2 checks without a table/m);
    assert.equal(heads(cli(['check', 'many.edi', ...all, '--max', '3'])), 3);
    assert.equal(heads(cli(['check', 'many.edi', ...all, '--max', '0'])), 60);
  });

  it('is coloured only where it is wanted', () => {
    write('faulty.edi', marked(interchange(FAULTY)).text);
    const coloured = (env: Record<string, string>) => cli(['check', 'faulty.edi'], { env }).stdout.includes('\u001b[');
    assert.equal(coloured({}), false);
    assert.equal(coloured({ FORCE_COLOR: '1' }), true);
    assert.equal(coloured({ FORCE_COLOR: '0' }), false);
    assert.equal(coloured({ NO_COLOR: '1' }), false);
    const json = cli(['check', 'faulty.edi', '--format', 'json'], { env: { FORCE_COLOR: '1' } });
    assert.ok(!json.stdout.includes('\u001b['));
  });

  it('gives SARIF 2.1.0', () => {
    mkdirSync(join(folder.path, 'my claims'));
    const { text, at, start } = place(interchange(FAULTY));
    write('my claims/ä#1.edi', text);
    write('units.edi', interchange([CLEAN[0]!, 'SV1*HC:0709T*700*UN*2***1', 'SV1*HC:0709T*700*UN*2***1']));
    const run = cli(['check', '.', '--format', 'sarif']);
    assert.equal(run.status, 1);
    const log = JSON.parse(run.stdout);
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema, /^https:.*sarif-schema-2\.1\.0\.json$/);
    assert.equal(log.runs.length, 1);
    const [{ tool, results, artifacts, columnKind, invocations }] = log.runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(tool.driver.name, 'claim-lens');
    assert.deepEqual(invocations, [{ executionSuccessful: true }]);
    const ids = tool.driver.rules.map((rule: { id: string }) => rule.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const rule of tool.driver.rules) {
      assert.ok(rule.shortDescription.text && rule.fullDescription.text && rule.help.text);
      assert.ok(['none', 'note', 'warning', 'error'].includes(rule.defaultConfiguration.level));
      assert.match(rule.helpUri, new RegExp(`^https://.*/server/rules\\.md#${rule.id}$`));
    }
    assert.deepEqual(
      artifacts.map((one: { location: { uri: string } }) => one.location.uri),
      ['my%20claims/%C3%A4%231.edi', 'units.edi'],
    );
    const fingerprints = new Set<string>();
    for (const result of results) {
      assert.equal(result.ruleId, ids[result.ruleIndex]);
      assert.ok(['none', 'note', 'warning', 'error'].includes(result.level));
      assert.ok(result.message.text);
      fingerprints.add(
        `${result.locations[0].physicalLocation.artifactLocation.index}${Object.values(result.partialFingerprints)}`,
      );
      for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
        const { artifactLocation, region } = physicalLocation;
        assert.equal(artifactLocation.uri, artifacts[artifactLocation.index].location.uri);
        assert.ok(region.startLine >= 1 && region.startColumn >= 1 && region.charOffset >= 0 && region.charLength >= 0);
      }
    }
    assert.equal(fingerprints.size, results.length);
    assert.deepEqual(results[0].locations[0].physicalLocation.region, {
      startLine: at.start.line + 1,
      startColumn: at.start.character + 1,
      endLine: at.end.line + 1,
      endColumn: at.end.character + 1,
      charOffset: start,
      charLength: 5,
    });
    assert.ok(results.some((one: { relatedLocations?: unknown[] }) => one.relatedLocations?.length));
  });

  it('reports the same findings in SARIF as in JSON', () => {
    write(
      'many.edi',
      interchange(
        many(
          FAULTY.map((one) => marked(one).text),
          70,
        ),
      ),
    );
    const json = JSON.parse(cli(['check', 'many.edi', '--format', 'json']).stdout);
    const sarif = JSON.parse(cli(['check', 'many.edi', '--format', 'sarif']).stdout);
    assert.deepEqual(
      sarif.runs[0].results.map((one: { ruleId: string }) => one.ruleId),
      json.files[0].findings.map((one: { rule: string }) => one.rule),
    );
  });
});
