import type { Claim } from '../model/claim';
import type { ClaimChange, ClaimDocument, ReadProblem, TextChange } from '../model/document';
import type { Fix } from '../model/finding';
import type { Span } from '../model/span';
import type { Text } from '../model/text';

/** What may be typed at an offset. Spans are absolute; `span` is what a completion replaces. */
export interface Slot {
  readonly kind: 'procedure' | 'modifier' | 'placeOfService' | 'qualifier' | 'diagnosis' | 'revenue';
  readonly span: Span;
  /** What is written there up to the offset. */
  readonly typed: string;
  /** The procedure the slot belongs to, as written, when a modifier is asked for. */
  readonly procedure?: string;
  /** Modifiers of that line already written. */
  readonly modifiers?: readonly string[];
  /** In X12 the element, e.g. `SV101-3`; for a qualifier it says which list. */
  readonly element?: string;
  /** A dental code belongs here (qualifier AD). */
  readonly dental?: boolean;
  /** The claim the slot stands in, when the document knows it. */
  readonly claim?: Claim;
}

/** One replacement in the text the document was read from; absolute offsets. */
export interface TextReplacement extends Span {
  readonly text: string;
}

/**
 * One way in which claims are written. A format knows positions and structure; it never judges a code.
 * None of these throw, whatever the text.
 */
export interface ClaimFormat {
  readonly id: string;
  readonly languageIds: readonly string[];
  /** 0 = not mine … 1 = certainly; `head` is the first few kilobytes. */
  detect(head: string): number;
  read(text: string): ClaimDocument;
  /** `text` is the new text, `document` what the old one gave. The result equals `read(text)`. */
  update(
    document: ClaimDocument,
    text: Text,
    change: TextChange,
  ): { document: ClaimDocument; changes: readonly ClaimChange[] };
  slotAt(document: ClaimDocument, text: Text, offset: number): Slot | undefined;
  /** The replacements that carry out a fix, in ascending order and not overlapping; empty when it can't be done. */
  fix(document: ClaimDocument, text: string, claim: Claim, fix: Fix): readonly TextReplacement[];
  /** `head`: the first kilobytes of a text in which no claim was found; `problems`: what its reader noticed. */
  noClaims(head: string, problems: readonly ReadProblem[]): NoClaims;
  /**
   * Reads a file that arrives in pieces; bases are counted from the start of the file. `atLeast`: how many characters
   * are gathered before they are read, where the format gathers any.
   */
  stream?(atLeast?: number): ClaimStream;
}

/**
 * Why a text in which no claim was found has none. `foreign`: nothing shows that it is in the format; `lost`: it is, and
 * must hold claims, so a part is missing; `none`: it is, and may well hold none.
 */
export interface NoClaims {
  readonly kind: 'foreign' | 'lost' | 'none';
  /** Goes on from "holds no claim: "; names nothing of the text but what the format itself defines. */
  readonly why: string;
}

/** Where a claim of a stream came from: enough to show it or read it again without keeping its model. */
export interface ClaimSource {
  /** Offset of the claim in the file. */
  readonly base: number;
  /** The text from the claim's base to its end. */
  text(): string;
  /** The claim, read anew. */
  read(): Claim | undefined;
}

/** Claims are handed over in the order of the file as they become complete, and not kept. */
export interface ClaimStream {
  push(piece: string, onClaim: (claim: Claim) => void): void;
  end(onClaim: (claim: Claim) => void): void;
  /** Of the claim that was handed over as number `index`, from 0. */
  source(index: number): ClaimSource;
  /** Of the last claim that begins at or before an offset of the file. */
  sourceAt(offset: number): ClaimSource | undefined;
  /** Characters that have to be read at once; what is read piece by piece is not counted. */
  readonly held: number;
  /** What the reader noticed so far, as a document's problems. */
  readonly problems: readonly ReadProblem[];
}
