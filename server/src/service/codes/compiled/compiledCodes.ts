import type { Codes, Setting } from '../tables';
import { compiledAddOns } from './addOns';
import { compiledDated } from './dated';
import { compiledDiagnoses } from './diagnoses';
import { editionsOf } from './editions';
import type { CompiledFile } from './file';
import { feeScheduleRow, mueRow, oppsRow } from './makers';
import { compiledModifiers } from './modifiers';
import { compiledPairs } from './pairs';
import { compiledProcedures } from './procedures';
import { compiledRevenueCodes } from './revenueCodes';

/**
 * Code tables over compiled files, of any number of editions in any order. What no file tells, the fallback does. The
 * files are read when they are first asked for something, and stay in memory.
 */
export function compiledCodes(files: readonly CompiledFile[], fallback: Codes): Codes {
  if (files.length === 0) return fallback;
  const feeSchedule = editionsOf(files, 'MPFS');
  const opps = editionsOf(files, 'OPPS');
  const hcpcs = editionsOf(files, 'HCPCS');
  const cpt = editionsOf(files, 'CPT');
  const site = editionsOf(files, 'SITE');
  const modifiers = editionsOf(files, 'MODIFIERS');
  const addOns = editionsOf(files, 'AOC');
  const diagnoses = editionsOf(files, 'ICD10CM');
  const revenueCodes = editionsOf(files, 'REVENUE');
  const limits = {
    practitioner: editionsOf(files, 'MUE', 'practitioner'),
    outpatient: editionsOf(files, 'MUE', 'outpatient'),
    dme: editionsOf(files, 'MUE', 'dme'),
  };
  const pairs = {
    practitioner: editionsOf(files, 'PTP', 'practitioner'),
    outpatient: editionsOf(files, 'PTP', 'outpatient'),
  };
  const mue = (setting: Setting) => compiledDated(limits[setting], fallback.mue[setting], mueRow);
  const loaded = [
    feeSchedule,
    opps,
    hcpcs,
    cpt,
    site,
    modifiers,
    addOns,
    diagnoses,
    revenueCodes,
    ...Object.values(limits),
    ...Object.values(pairs),
  ];
  return {
    procedures: compiledProcedures({ site, cpt, hcpcs, feeSchedule, opps }, fallback.procedures),
    feeSchedule: compiledDated(feeSchedule, fallback.feeSchedule, feeScheduleRow),
    opps: compiledDated(opps, fallback.opps, oppsRow),
    mue: { practitioner: mue('practitioner'), outpatient: mue('outpatient'), dme: mue('dme') },
    addOns: compiledAddOns(addOns, fallback.addOns),
    pairs: {
      practitioner: compiledPairs(pairs.practitioner, fallback.pairs.practitioner),
      outpatient: compiledPairs(pairs.outpatient, fallback.pairs.outpatient),
    },
    modifiers: compiledModifiers(hcpcs, modifiers, fallback.modifiers),
    diagnoses: compiledDiagnoses(diagnoses) ?? fallback.diagnoses,
    revenueCodes: compiledRevenueCodes(revenueCodes) ?? fallback.revenueCodes,
    placesOfService: fallback.placesOfService,
    qualifiers: fallback.qualifiers,
    unlisted: fallback.unlisted,
    sectionOf: fallback.sectionOf,
    meaningOf: fallback.meaningOf,
    editions: [...loaded.flatMap((list) => list.map(({ edition }) => edition)), ...fallback.editions],
  };
}
