import type { CheckedText } from '../checkedText';
import type { Codes } from '../codes/tables';
import { type Usage, type X12Dictionary, type X12Element, x12Dictionary } from '../codes/x12Dictionary';
import type { Block } from '../formats/x12/block';
import type { Cursor } from '../formats/x12/cursor';
import { componentUsed } from '../formats/x12/delimiters';
import { packed } from '../formats/x12/segmentIds';
import { IN_OTHER_PAYER, partiesOf, requiredElements } from '../formats/x12/structure/elements/neededElements';
import { guideKey } from '../formats/x12/structure/guides';
import { type Span, shifted } from '../model/span';
import { decode, qualifierOf, type ValueContext } from './elementValue';
import { type LoopPlace, loopAt } from './x12Loop';
import { asX12, type ElementPlace, placeAt, walkSegments } from './x12Walk';

export interface ElementHelp {
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}

/**
 * The segment, element or component at an offset of an X12 text: its name, its format, and what is written there;
 * without the last where somebody has said it already.
 */
export function elementHelp(
  checked: CheckedText,
  codes: Codes,
  offset: number,
  valueIsKnown = false,
): ElementHelp | undefined {
  const document = asX12(checked.document);
  if (!document) return undefined;
  let found: ElementHelp | undefined;
  walkSegments(document, checked.source, offset, offset, (cursor, id, block, base) => {
    const at = offset - base;
    if (at < cursor.start || at > cursor.end) return true;
    const help = new SegmentHelp(cursor, id, block, codes, valueIsKnown).at(at);
    found = help && { ...help, span: shifted(help.span, base) };
    return true;
  });
  return found;
}

/** `CLM05-3`; the first nine elements have two digits. */
export function referenceOf(segment: string, position: number, component?: number): string {
  return `${segment}${String(position).padStart(2, '0')}${component === undefined ? '' : `-${component}`}`;
}

const REQUIREMENTS = { M: 'mandatory', O: 'optional', X: 'depends on the elements beside it' } as const;
/** A hover that lists a segment with a hundred modifiers is no help. */
const MOST_VALUES = 24;

class SegmentHelp {
  private readonly dictionary: X12Dictionary = x12Dictionary();

  constructor(
    private readonly cursor: Cursor,
    private readonly id: string,
    private readonly block: Block,
    private readonly codes: Codes,
    private readonly valueIsKnown: boolean,
  ) {}

  at(offset: number): ElementHelp | undefined {
    const place = placeAt(this.cursor, offset, (position) => this.compositeAt(position) !== undefined);
    const markdown = place.position === 0 ? this.segment() : this.element(place);
    return markdown === undefined ? undefined : { span: shown(place.span, this.cursor), markdown };
  }

  private compositeAt(position: number): string | undefined {
    const element = this.dictionary.element(this.id, position)?.element;
    return element && this.dictionary.components(element) ? element : undefined;
  }

  private segment(): string | undefined {
    const segment = this.dictionary.segment(this.id);
    if (!segment) return undefined;
    const loop = this.loop();
    const parts = [`**${this.id}** · ${segment.name}`];
    if (segment.purpose) parts.push(`${segment.purpose}.`);
    const values = this.values();
    if (values) parts.push(values);
    if (loop.loop) parts.push(`_${loopText(loop)}_`);
    return parts.join('\n\n');
  }

  /** One line a value that is written, decoded. */
  private values(): string {
    const lines: string[] = [];
    const { cursor } = this;
    for (let position = 1; position <= cursor.elements() && lines.length < MOST_VALUES; position++) {
      if (!cursor.has(position)) continue;
      const element = this.dictionary.element(this.id, position);
      if (!element) continue;
      const composite = this.compositeAt(position);
      const written = cursor.value(position);
      if (!composite) {
        lines.push(this.line(referenceOf(this.id, position), element, written, this.context(position)));
        continue;
      }
      const separator = componentUsed(written, cursor.delimiters.component);
      const parts = written.split(separator);
      for (let i = 1; i <= parts.length && lines.length < MOST_VALUES; i++) {
        const part = this.dictionary.component(composite, i);
        if (!parts[i - 1] || !part) continue;
        lines.push(
          this.line(
            referenceOf(this.id, position, i),
            part,
            parts[i - 1]!,
            this.componentContext(position, i, composite, parts),
          ),
        );
      }
    }
    return lines.join('  \n');
  }

  private line(reference: string, element: X12Element, written: string, context: ValueContext): string {
    const meaning = decode(context, element, written);
    return `${reference} ${element.name}: ${quoted(written)}${meaning ? ` ${meaning}` : ''}`;
  }

  private element(place: ElementPlace): string | undefined {
    const { position, component } = place;
    const { cursor, dictionary } = this;
    const segment = dictionary.segment(this.id);
    const whole = dictionary.element(this.id, position);
    if (!segment || !whole) {
      return segment && `**${referenceOf(this.id, position)}** · ${segment.name}\n\n${segment.purpose}.`;
    }
    const composite = component === undefined ? undefined : whole.element;
    const element = composite ? dictionary.component(composite, component!) : whole;
    if (!element)
      return `**${referenceOf(this.id, position, component)}**\n\n_${whole.element} ${whole.name} has no such component._`;
    const written = cursor.slice(place.span.start, place.span.end);
    const context = composite
      ? this.componentContext(
          position,
          component!,
          composite,
          cursor.slice(place.whole.start, place.whole.end).split(place.separator),
        )
      : this.context(position);
    const parts = [`**${referenceOf(this.id, position, component)}** · ${element.name}`];
    const said = [
      this.valueIsKnown ? '' : valueText(context, element, written),
      this.qualified(context, element, position, composite),
    ];
    if (said.some(Boolean)) parts.push(said.filter(Boolean).join('  \n'));
    const explanation = element.explanation ?? (composite && component === 1 ? whole.explanation : undefined);
    if (explanation) parts.push(`${explanation}.`);
    parts.push(this.facts(segment.name, whole, element, position, composite));
    return parts.join('\n\n');
  }

  private qualified(
    context: ValueContext,
    element: X12Element,
    position: number,
    composite: string | undefined,
  ): string {
    const found = qualifierOf(context, element);
    if (!found) return '';
    const reference = composite ? referenceOf(this.id, position, found.at) : referenceOf(this.id, found.at);
    return `${reference} ${quoted(found.value)} ${found.meaning}`;
  }

  private facts(
    segment: string,
    whole: X12Element,
    element: X12Element,
    position: number,
    composite: string | undefined,
  ): string {
    const loop = this.loop();
    const facts = [`${this.id} ${segment}`];
    if (composite) facts.push(`${composite} ${whole.name}`);
    facts.push(this.dictionary.components(element.element) ? element.element : `element ${element.element}`);
    if (element.type) facts.push(`${element.type} ${element.min}–${element.max}`);
    if (whole.repeat) facts.push(`up to ${whole.repeat} times`);
    facts.push(`${REQUIREMENTS[element.requirement]} in the standard`);
    const usage = this.usage(loop, position);
    if (usage) {
      const guide = `${isOf4010(loop) ? '4010 ' : ''}${loop.guide}`;
      facts.push(`${usage}${composite ? ' as a whole' : ''} in the ${guide} guide${loop.loop ? ' here' : ''}`);
    }
    if (loop.loop) facts.push(loopText(loop));
    return `_${facts.join(' · ')}_`;
  }

  private usage(place: LoopPlace, position: number): Usage | undefined {
    const { guide, loop } = place;
    const first = this.cursor.value(1).trim();
    const inGuide = (name: string) => this.dictionary.usage(name, loop, this.id, position, first);
    // 005010X214: of the 277 there are several guides.
    if (!isOf4010(place)) return inGuide(`${guide} ${place.version.slice(6, 10)}`) ?? inGuide(guide);
    return inGuide(`${guide} 4010`) ?? (isRequiredIn4010(this.id, position, first, place) ? 'required' : undefined);
  }

  private loop(): LoopPlace {
    return loopAt(this.cursor, this.block);
  }

  private context(position: number): ValueContext {
    const { cursor, dictionary, id } = this;
    return {
      codes: this.codes,
      segment: id,
      position,
      sibling: (at) => cursor.value(at),
      elementAt: (at) => dictionary.element(id, at),
      diagnosis: (pointer) => this.diagnosis(pointer),
    };
  }

  private componentContext(
    position: number,
    component: number,
    composite: string,
    parts: readonly string[],
  ): ValueContext {
    const { dictionary } = this;
    return {
      codes: this.codes,
      segment: this.id,
      position,
      composite,
      component,
      sibling: (at) => parts[at - 1] ?? '',
      elementAt: (at) => dictionary.component(composite, at),
      diagnosis: (pointer) => this.diagnosis(pointer),
    };
  }

  private diagnosis(pointer: number): string | undefined {
    return this.block.claim?.diagnoses.find((one) => one.pointer === pointer)?.value;
  }
}

function isOf4010({ version }: LoopPlace): boolean {
  return version.startsWith('004');
}

/** Where the table has no loop of a 4010 claim: what its guide requires wherever it has the segment. */
function isRequiredIn4010(segment: string, position: number, first: string, place: LoopPlace): boolean {
  const { guide, loop, version } = place;
  if (!guide.startsWith('837')) return false;
  if (requiredElements(guideKey(version)).get(packed(segment))?.includes(position)) return true;
  const parties = loop.startsWith('233') ? IN_OTHER_PAYER : partiesOf(segment, '837', true);
  return segment === 'NM1' && (parties?.get(packed(first))?.includes(position) ?? false);
}

/** An empty element has a place to point at all the same: the separator behind it. */
function shown(span: Span, { text }: Cursor): Span {
  return span.end > span.start || span.end >= text.length ? span : { start: span.start, end: span.end + 1 };
}

function valueText(context: ValueContext, element: X12Element, written: string): string {
  if (!written.trim()) return '';
  const meaning = decode(context, element, written);
  return meaning ? `${quoted(written)} ${meaning}` : '';
}

function loopText({ loop, name }: LoopPlace): string {
  return name ? `loop ${loop}, ${name}` : `loop ${loop}`;
}

const LONGEST_VALUE = 80;

/** A value as code: document text never becomes markup. */
function quoted(written: string): string {
  const text = written.trim().replace(/[`\r\n]/g, ' ');
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  return `\`${short || ' '}\``;
}
