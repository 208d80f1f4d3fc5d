import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { applyEdits } from './edits';
import { LineStarts } from './positions';
import { SEGMENTED_VIEW_SCHEME } from './protocol';
import { type CheckedText, type ClaimService, PieceText } from './service';

/** A document that the client has open. `checked` is undefined while its text is in no known format. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** The client's; undefined where it counts none. */
  readonly version: number | undefined;
  /** No two texts have the same: a client begins its versions anew when it opens a file again. */
  readonly revision: number;
  readonly text: PieceText;
  readonly lines: LineStarts;
  readonly checked: CheckedText | undefined;
}

export interface Documents {
  get(uri: string): OpenDocument | undefined;
  all(): Iterable<OpenDocument>;
  open(item: TextDocumentItem): OpenDocument;
  change(
    uri: string,
    version: number | null | undefined,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument | undefined;
  close(uri: string): void;
  /** From here on the document is read in this format, whatever its text shows; undefined: as its text shows. */
  readAs(uri: string, format: string | undefined): void;
  /** Judges every open document again with another service. */
  use(service: ClaimService): void;
}

/** A document whose claims are read and judged when they are first asked for: what asks for its text alone does not wait. */
class LazyDocument implements OpenDocument {
  /** What was read and judged by now. */
  known: CheckedText | undefined;
  private isRead = false;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number | undefined,
    readonly revision: number,
    readonly text: PieceText,
    readonly lines: LineStarts,
    private readonly read: () => CheckedText | undefined,
  ) {}

  get checked(): CheckedText | undefined {
    if (this.known) return this.known;
    // A text of no format, and one whose reader fails, is not read twice.
    if (this.isRead) return undefined;
    this.isRead = true;
    this.known = this.read();
    return this.known;
  }
}

/** The format shows in the first few kilobytes: edits behind them can't change it. */
const HEAD = 16_384;

/** The path within the workspace folder that holds the document, else the whole path. */
function pathIn(folders: readonly string[], uri: string): string {
  const folder = folders.find((one) => uri.startsWith(`${one}/`));
  const path = folder === undefined ? uri.replace(/^[a-z][a-z0-9+.-]*:\/*/i, '') : uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file whose segmented view a document is, else its own URI. */
function fileOf(uri: string): string {
  if (!uri.startsWith(`${SEGMENTED_VIEW_SCHEME}:`)) return uri;
  try {
    return decodeURIComponent(uri.slice(uri.indexOf('?') + 1));
  } catch {
    return uri;
  }
}

/** The settings by which texts are read, not judged. */
function readingOf({ settings: { csv, files, text } }: ClaimService): unknown {
  return [csv, files, text];
}

/** Keeps what the client has open, read and judged; `folders` are the workspace's, as URIs without a slash at the end. */
export function createDocuments(service: ClaimService, folders: readonly string[] = []): Documents {
  const open = new Map<string, LazyDocument>();
  let revisions = 0;

  /** By what the user chose; outlives a change of language, in which an editor closes and opens. */
  const chosen = new Map<string, string>();
  const hintOf = (uri: string, languageId: string) => {
    const file = fileOf(uri);
    return {
      languageId,
      format: chosen.get(uri),
      fileName: file.slice(file.lastIndexOf('/') + 1),
      path: pathIn(folders, file),
    };
  };

  const opened = (
    { uri, languageId }: Pick<OpenDocument, 'uri' | 'languageId'>,
    version: number | undefined,
    text: PieceText,
    lines: LineStarts,
  ) => {
    const document = new LazyDocument(uri, languageId, version, ++revisions, text, lines, () =>
      service.open(text, hintOf(uri, languageId)),
    );
    open.set(uri, document);
    return document;
  };
  const readAnew = (old: OpenDocument) => opened(old, old.version, old.text, old.lines);

  return {
    get: (uri) => open.get(uri),
    all: () => open.values(),
    open: (item) => opened(item, item.version, PieceText.of(item.text), new LineStarts(item.text)),
    change(uri, version, changes) {
      const old = open.get(uri);
      if (!old) return undefined;
      const { languageId, known } = old;
      const { text, lines, steps } = applyEdits(old.text, old.lines, changes);
      // Should the reader fail, the document has the new text, and is read from the start.
      const document = opened(old, version ?? undefined, text, lines);
      const keepsFormat = ({ format }: CheckedText) =>
        steps.every(({ change }) => change.start >= HEAD) ||
        service.formatOf(text, hintOf(uri, languageId)) === format.id;
      if (known && keepsFormat(known)) {
        known.change(steps);
        document.known = known;
      }
      return document;
    },
    close(uri) {
      open.delete(uri);
    },
    readAs(uri, format) {
      if (format === undefined) chosen.delete(uri);
      else chosen.set(uri, format);
      const old = open.get(uri);
      if (old) readAnew(old);
    },
    use(changed) {
      const isReadAnew = JSON.stringify(readingOf(service)) !== JSON.stringify(readingOf(changed));
      service = changed;
      for (const old of open.values()) {
        if (isReadAnew) readAnew(old);
        else old.known?.setContext(service.contextFor(hintOf(old.uri, old.languageId)));
      }
    },
  };
}
