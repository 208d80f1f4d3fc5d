import type { TextChange } from '../../server/src/service/model/document';
import type { Random } from './random';

const SNIPPETS = [
  ...['~', '*', ':', '\n', '\r\n', '\r', ' ', '1', 'S', '>', '^', '\uFEFF', '~\n', '😀', ''],
  ...[
    'SV1*HC:0709T*100*UN*3***1~\n',
    'LX*9~\n',
    'LX*9~SV1*HC:0708T:59*1*UN*1***1~DTP*472*D8*20250304~',
    'DTP*472*D8*20250305~\n',
  ],
  ...[
    'HL*9*1*22*0~\n',
    'HL*9*1*23*0~\n',
    'HL*9**20*1~\n',
    'NM1*IL*1*OTHER*SAM****MI*M900~\n',
    'NM1*82*1*A*B****XX*1000000046~\n',
  ],
  ...[
    'CLM*NEW*1***11:B:1~\n',
    'CLM*NEW*1***11:B:8~\n',
    'CLM*NEW*1***13:A:1~\n',
    'CLP*A*1*1*1~\n',
    'SVC*HC:0708T*1*1~\n',
    'SBR*P********CI~',
  ],
  ...[
    'SE*1*1~\n',
    'GE*1*1~\n',
    'IEA*1*1~\n',
    'ST*837*9*005010X223A2~\n',
    'ST*835*9~\n',
    'GS*HP*A*B*1*1*1*X*005010X221A1~\n',
  ],
  ...['ISA', 'ISA*', 'SV1', 'SV2*0510*HC', 'EB*1************HC:0708T~', 'SVD*P*1*HC:99213~', 'HI*ABK:C4359~'],
  'ISA|00|          |00|          |ZZ|A              |ZZ|B              |250310|1200|^|00501|000000002|0|T|>!\n',
] as const;

/** An edit as a person, a formatter or a merge would make one: mostly small, sometimes a whole segment, sometimes rude. */
export function randomChange(text: string, random: Random): TextChange {
  const start = random.below(text.length + 1);
  const kind = random.next();
  const end = Math.min(text.length, start + deletion(random));
  if (kind < 0.35) return { start, end: start, text: random.pick(SNIPPETS) };
  if (kind < 0.6) return { start, end, text: '' };
  if (kind < 0.8) return { start, end, text: random.pick(SNIPPETS) };
  if (kind < 0.9) return { start, end: Math.min(text.length, start + 1), text: random.pick(SNIPPETS) };
  const from = random.below(text.length + 1);
  return { start, end: start, text: text.slice(from, from + random.below(200)) };
}

function deletion(random: Random): number {
  const kind = random.next();
  return kind < 0.6 ? random.below(4) : kind < 0.95 ? random.below(80) : random.below(1500);
}

export function changed(text: string, { start, end, text: put }: TextChange): string {
  return text.slice(0, start) + put + text.slice(end);
}
