import type { ClaimFormat } from '../format';
import { fixFhir } from './fix';
import { type FhirDocument, readFhir, updateFhir } from './read';
import { slotAtFhir } from './slot';
import { streamFhir } from './stream';

/** Comments may stand before the value. */
const BEGINS = /^(?:[\s\uFEFF]|\/\/[^\r\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)*[{[]/;
const TYPE = /"resourceType"\s*:\s*"(\w+)"/g;

/** By the resources that the head names; a Bundle may come to hold claims further down. */
function detect(head: string): number {
  if (!BEGINS.test(head)) return 0;
  const types = new Set([...head.matchAll(TYPE)].map(([, type]) => type));
  if (types.has('Claim') || types.has('ExplanationOfBenefit') || types.has('ChargeItem')) return 0.95;
  return types.has('Procedure') ? 0.6 : types.has('Bundle') ? 0.5 : 0;
}

/**
 * FHIR claims as JSON (STU3, R4, R5; NDJSON): a Claim or ExplanationOfBenefit is a claim and its items are the lines;
 * adjacent ChargeItems of one patient and visit are a claim; so are Procedures where no ChargeItem has the code. Codes
 * count where their system is CPT or HCPCS.
 */
export const fhirJson: ClaimFormat = {
  id: 'fhir-json',
  languageIds: ['json', 'jsonl'],
  detect,
  read: readFhir,
  update: (document, text, change) => updateFhir(document as FhirDocument, String(text), change),
  noClaims: (head, problems) =>
    !detect(head)
      ? { kind: 'foreign', why: 'it is no FHIR JSON with a Claim, ExplanationOfBenefit, ChargeItem or Procedure' }
      : problems.length
        ? { kind: 'lost', why: 'its JSON breaks off before the first service line that can be read: it was cut short' }
        : {
            kind: 'none',
            why: 'no Claim or ExplanationOfBenefit in force is in it, and no ChargeItem or Procedure with a CPT or HCPCS code',
          },
  slotAt: (document, text, offset) => slotAtFhir(document as FhirDocument, String(text), offset),
  stream: streamFhir,
  fix: (document, text, claim, fix) => fixFhir(document as FhirDocument, text, claim, fix),
};
