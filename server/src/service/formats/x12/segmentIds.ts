/** A segment id of two or three characters packed into one integer, so that a reader can switch on it. */
export function packed(id: string): number {
  let value = 0;
  for (let i = 0; i < id.length; i++) value = (value << 8) | id.charCodeAt(i);
  return value;
}

/**
 * Segment ids of the healthcare sets. Used where a terminator is missing: a line that begins with one of these and
 * the element separator begins a new segment.
 */
const KNOWN = new Set(
  (
    'AAA AMT BGN BHT BPR CAS CLM CLP CL1 CN1 CR1 CR2 CR3 CR5 CR6 CRC CRD CTP CUR DMG DN1 DN2 DTM DTP EB EQ ' +
    'FRM GE GS HCP HCR HI HL HLH HSD ICM IEA III IMM INS ISA K3 LE LIN LQ LS LX MEA MIA MOA MPI MSG N1 N2 N3 N4 NM1 NTE ' +
    'OI PAT PER PLB PRV PS1 PWK QTY RDM REF SBR SE ST STC SV1 SV2 SV3 SV4 SV5 SV6 SV7 SVC SVD TA1 TOO TRN TS2 TS3 UM UR'
  )
    .split(' ')
    .map(packed),
);

export function isKnownSegment(id: number): boolean {
  return KNOWN.has(id);
}
