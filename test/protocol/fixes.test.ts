import { deepEqual, ok } from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';
import { BAD, FIXED_ELSEWHERE, WITHOUT_FIX } from '../support/fixable';
import { positionAt, type Session, startSession } from './session';

const ERROR = 1;

describe('fixes of every rule, as an editor takes them', () => {
  let session: Session;
  before(async () => {
    session = await startSession();
  });
  after(() => session.stop());

  const offered = new Set<unknown>();

  BAD.forEach(({ rule, name, text, span, languageId }, index) => {
    it(name, async () => {
      const range = { start: positionAt(text, span.start), end: positionAt(text, span.end) };
      for (let taken = 0, count = 1; taken < count; taken++) {
        const uri = `file:///fixes/${index}-${taken}.txt`;
        session.open(uri, languageId, text);
        const before = await session.diagnostics(uri);
        const own = before.filter(({ code }) => code === rule);
        const actions = (await session.actions(uri, range, own)).filter(({ kind, edit, diagnostics }) => {
          return kind === 'quickfix' && edit && diagnostics?.some(({ code }) => code === rule);
        });
        count = actions.length;
        const action = actions[taken];
        if (!action) break;
        offered.add(rule);
        const fixed = session.apply(uri, action);
        const after = await session.diagnostics(uri);
        const still = after.filter(({ code }) => code === rule);
        deepEqual(still, [], `${action.title}: still there in\n${fixed}`);
        const was = errorsOf(before);
        for (const code of errorsOf(after)) ok(was.includes(code), `${action.title}: ${code} is new in\n${fixed}`);
        session.close(uri);
      }
    });
  });

  it('are offered for the same rules as in the library', () => {
    const rules = new Set(BAD.map(({ rule }) => rule));
    const expected = [...rules].filter((rule) => !(rule in WITHOUT_FIX) && !FIXED_ELSEWHERE.has(rule));
    deepEqual([...offered].sort(), expected.sort());
  });
});

function errorsOf(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.filter(({ severity }) => severity === ERROR).map(({ code }) => code);
}
