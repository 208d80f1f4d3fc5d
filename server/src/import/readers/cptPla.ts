import { SaxesParser } from 'saxes';
import { ImportError } from '../importError';
import type { Reader } from '../reader';
import { clean, textOf } from '../text';
import { codeOf, optionalDay } from '../values';
import { cptRelease } from './cptRelease';

/** Proprietary laboratory analyses as XML: one `plaCode` a code, its fields as attributes or as elements within it. */
export const cptPla: Reader = {
  id: 'cptPla',
  what: 'CPT laboratory analyses (CPTPLA)',
  names: /^CPTPLA/i,
  formats: ['xml', 'txt'],
  matches: ({ text }) => /<(?:\w+:)?plaCode\b/i.test(text),
  release: (head) => cptRelease(head, 'CPT', { field: 'pla' }),
  async read(head, out) {
    const file = head.member.path;
    const parser = new SaxesParser({ position: false });
    let fields: Map<string, string> | undefined;
    let tag = '';
    let line = 0;
    parser.on('error', () => {
      throw new ImportError(file, 'it is no proper XML; download it again.');
    });
    parser.on('opentag', ({ name, attributes }) => {
      tag = name.toLowerCase();
      if (tag === 'placode') fields = new Map();
      for (const [key, value] of Object.entries(attributes)) fields?.set(key.toLowerCase(), String(value));
    });
    parser.on('text', (text) => {
      if (tag !== '' && clean(text) !== '') fields?.set(tag, `${fields.get(tag) ?? ''}${text}`);
    });
    parser.on('closetag', ({ name }) => {
      tag = '';
      if (name.toLowerCase() !== 'placode' || !fields) return;
      line++;
      const text = (field: string) => clean(fields?.get(field)) || undefined;
      const code = codeOf(text('cdcode'));
      const status = text('cdstatus');
      if (code === undefined) out.ignore('no code in cdCode');
      else if (/^delete/i.test(status ?? '')) out.ignore('deleted laboratory analyses');
      else {
        out.row({
          code,
          long: text('cddesc'),
          medium: text('cdmdesc'),
          short: text('cdsdesc'),
          effective: optionalDay({ file, line }, 'effectiveDate', text('effectivedate')),
          labName: text('labname') ?? text('manufacturername'),
          testName: text('testname'),
        });
      }
      fields = undefined;
    });
    parser.write(await textOf(head.member, out.signal)).close();
  },
};
