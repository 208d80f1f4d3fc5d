import type { DiagnosisMention } from '../../model/claim';
import { all, find, type JsonNode, member, say } from './json';
import { type Known, resolve } from './parties';
import { codesOf, diagnosisIn, isWhole, textAt } from './values';

export interface Diagnoses {
  readonly diagnoses: readonly DiagnosisMention[];
  /** See `Claim.otherPlaces` and `Claim.hasUnreadDiagnosis`. */
  readonly otherPlaces: readonly number[] | undefined;
  readonly hasUnreadDiagnosis: true | undefined;
}

type Code = Omit<DiagnosisMention, 'pointer'>;

/** `Claim.diagnosis`: a code, or a reference to a Condition that has one. */
export function diagnosesOf(node: JsonNode, base: number, known: Known): Diagnoses {
  const diagnoses: DiagnosisMention[] = [];
  const otherPlaces: number[] = [];
  let hasUnread = false;
  all(node, 'diagnosis').forEach((one, index) => {
    const sequence = member(one, 'sequence');
    const place = sequence && isWhole(sequence) ? Number(sequence.value) : index + 1;
    const isAdmitting = all(one, 'type').some((type) => codesOf(type).includes('admitting'));
    const code =
      diagnosisIn(member(one, 'diagnosisCodeableConcept'), base) ??
      codeOfCondition(node, member(one, 'diagnosisReference'), base, known);
    if (code) diagnoses.push({ ...code, pointer: isAdmitting ? 0 : place });
    else if (member(one, 'diagnosisCodeableConcept') ?? member(one, 'diagnosisReference')) hasUnread = true;
    if (!code || isAdmitting) otherPlaces.push(place);
  });
  return {
    diagnoses,
    otherPlaces: otherPlaces.length ? otherPlaces : undefined,
    hasUnreadDiagnosis: hasUnread || undefined,
  };
}

/** Why a service was done: `reason` (ChargeItem; of R5 a Procedure too), `reasonCode` and `reasonReference`. */
export function reasonsOf(node: JsonNode, base: number, known: Known): Code[] {
  return [...all(node, 'reason'), ...all(node, 'reasonCode'), ...all(node, 'reasonReference')].flatMap(
    (one) =>
      diagnosisIn(one, base) ??
      diagnosisIn(member(one, 'concept'), base) ??
      codeOfCondition(node, say(one, 'reference') ? one : member(one, 'reference'), base, known) ??
      [],
  );
}

/** The code of a Condition where it stands in the resource; where it stands beside it, at the reference. */
function codeOfCondition(owner: JsonNode, node: JsonNode | undefined, base: number, known: Known): Code | undefined {
  const reference = find(node, 'reference');
  const condition = reference?.kind === 'string' ? resolve(owner, reference.value.trim(), known) : undefined;
  if (!reference || !condition || say(condition, 'resourceType') !== 'Condition') return undefined;
  const code = diagnosisIn(member(condition, 'code'), base);
  if (!code || reference.value.trim().startsWith('#')) return code;
  const { value, raw, ...place } = textAt(reference, base);
  return {
    kind: 'diagnosis',
    codeSet: code.codeSet,
    ...place,
    value: code.value,
    raw: raw ?? value,
    isElsewhere: true,
  };
}
