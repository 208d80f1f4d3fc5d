import { claimText } from './claimText';
import { csv } from './csv';
import { fhirJson } from './fhirJson';
import type { ClaimFormat } from './format';
import { hl7v2 } from './hl7v2';
import { x12 } from './x12';

/** Every way of writing claims that is read, most certain to detect first. */
export const FORMATS: readonly ClaimFormat[] = [x12, hl7v2, fhirJson, csv, claimText];
