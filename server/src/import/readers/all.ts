import type { Reader } from '../reader';
import { aoc } from './aoc';
import { cptFlat } from './cptFlat';
import { cptDeleted, cptHistory } from './cptHistory';
import { cptConsumer, cptList } from './cptList';
import { cptModifiers } from './cptModifiers';
import { cptPla } from './cptPla';
import { hcpcs } from './hcpcs';
import { icd10cm } from './icd10cm';
import { mpfs } from './mpfs';
import { mue } from './mue';
import { opps } from './opps';
import { ptp } from './ptp';
import { revenue } from './revenue';
import { site } from './site';

/** In the order in which they are asked: those with the more telling captions first, descriptors without any last. */
export const READERS: readonly Reader[] = [
  ptp,
  mue,
  mpfs,
  aoc,
  hcpcs,
  opps,
  icd10cm,
  cptList,
  cptConsumer,
  cptModifiers,
  cptPla,
  cptDeleted,
  cptHistory,
  revenue,
  site,
  cptFlat,
];
