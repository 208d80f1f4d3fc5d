import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
  PASSAGE_COMPLETION_REQUEST,
  PASSAGE_HOVER_REQUEST,
  type PassageHover,
  type PassageItem,
  type PassageParams,
  RECOGNISE_REQUEST,
  type RecogniseAnswer,
  type RecogniseParams,
} from './protocol';
import { type Log, runSafe } from './runSafe';
import type { CheckedText, ClaimService } from './service';

/** More than anybody looks at around one code. */
const LONGEST = 20_000;

/** Answers about texts that are not open here: nothing of them is kept. `settled`: the settings are what they are told to be. */
export function answerPassages(
  connection: Connection,
  service: () => ClaimService,
  settled: () => Promise<void>,
  log: Log,
): void {
  connection.onRequest(RECOGNISE_REQUEST, async ({ head }: RecogniseParams, token: CancellationToken) => {
    // Asked once a text: the user's own names of columns are in settings that may have been changed just now.
    await settled();
    return runSafe<RecogniseAnswer>('recognise', log, token, {}, () => {
      const format = service().formatOf(head, {});
      // Claims that someone types look like any other text.
      return format === undefined || format === 'claim-text' ? {} : { format };
    });
  });
  connection.onRequest(PASSAGE_HOVER_REQUEST, (params: PassageParams, token: CancellationToken) =>
    runSafe<PassageHover | null>('passageHover', log, token, null, () => {
      const checked = read(service(), params);
      const hover = checked && service().hover(checked, params.offset);
      return hover ? { markdown: hover.markdown, start: hover.span.start, end: hover.span.end } : null;
    }),
  );
  connection.onRequest(PASSAGE_COMPLETION_REQUEST, (params: PassageParams, token: CancellationToken) =>
    runSafe<PassageItem[]>('passageCompletion', log, token, [], () => {
      const checked = read(service(), params);
      const found = checked ? service().complete(checked, params.offset) : [];
      return found.map(({ label, detail, documentation, span, text, sort, filter }) => {
        return { label, detail, markdown: documentation?.(), start: span.start, end: span.end, text, sort, filter };
      });
    }),
  );
}

function read(service: ClaimService, { languageId, text }: PassageParams): CheckedText | undefined {
  if (text.length > LONGEST) return undefined;
  return service.open(languageId === 'markdown' ? withoutMarks(text) : text, { format: 'text' });
}

/** Code spans and emphasis: their marks become blanks, so that every place stays where it is. */
function withoutMarks(markdown: string): string {
  return markdown.replace(/[`*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, ' ');
}
