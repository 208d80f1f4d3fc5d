/** A small 837 whose envelope is right but for what is given, marks and all. */
export function envelopeExample(changed: {
  readonly ISA11?: string;
  readonly ISA06?: string;
  readonly ISA16?: string;
  readonly SE01?: string;
  readonly SE02?: string;
  readonly body?: readonly string[];
}): string {
  const body = changed.body ?? ['BHT*0019*00*REF1*20250310*1200*CH', 'NM1*41*2*INVENTED SENDER*****46*SENDER1'];
  return [
    `ISA*00*          *00*          *ZZ*${changed.ISA06 ?? 'SENDER1        '}*ZZ*RECEIVER1      *250310*1200*${changed.ISA11 ?? '^'}*00501*000000001*0*T*${changed.ISA16 ?? ':'}~`,
    'GS*HC*SENDER1*RECEIVER1*20250310*1200*1*X*005010X222A1~',
    'ST*837*0001*005010X222A1~',
    ...body.map((segment) => `${segment}~`),
    `SE*${changed.SE01 ?? body.length + 2}*${changed.SE02 ?? '0001'}~`,
    'GE*1*1~',
    'IEA*1*000000001~',
  ].join('\n');
}

const HEAD = [
  'BHT*0019*00*REF1*20250310*1200*CH',
  'NM1*41*2*INVENTED SENDER*****46*SENDER1',
  'PER*IC*DESK*TE*5550100',
  'NM1*40*2*INVENTED RECEIVER*****46*RECEIVER1',
  'HL*1**20*1',
  'NM1*85*2*INVENTED CLINIC*****XX*1000000004',
  'N3*1 INVENTED STREET',
  'N4*ANYTOWN*NY*10001',
  'REF*EI*990000001',
  'HL*2*1*22*0',
  'SBR*P*18*******MB',
  'NM1*IL*1*TESTPERSON*PAT****MI*M100',
  'NM1*PR*2*INVENTED PAYER*****PI*PAYER1',
];

/** The same with the segments of a claim behind the heads that the guide asks for. */
export function claimExample(...segments: readonly string[]): string {
  return envelopeExample({ body: [...HEAD, ...segments] });
}
