import { deepEqual, equal, ok } from 'node:assert/strict';
import { createClaimService, starterCodes } from '../../server/src/service';
import { looksLikeCode, mayHoldClaims, SIGNS_WITHIN } from '../../server/src/signs';
import { samples, X12_DOCUMENTS } from '../support/documents';

const CLAIM = { resourceType: 'Claim', item: [] };

describe('signs of claims', () => {
  const service = createClaimService({ codes: starterCodes() });

  it('miss nothing that the service knows by its content, but for what people type', () => {
    const texts = [...Object.values(samples()), ...Object.values(X12_DOCUMENTS)];
    ok(texts.length > 5);
    for (const text of texts) {
      const format = service.formatOf(text, {});
      if (format === undefined || format === 'claim-text') continue;
      ok(mayHoldClaims('plaintext', text.slice(0, SIGNS_WITHIN)), `${format}: ${text.slice(0, 60)}`);
    }
  });

  it('are those of the language', () => {
    ok(mayHoldClaims('json', JSON.stringify(CLAIM)));
    ok(mayHoldClaims('json', `{ "resourceType" : "Bundle", "entry": [] }`));
    ok(mayHoldClaims('jsonl', `{"resourceType":"Patient"}\n${JSON.stringify(CLAIM)}`));
    ok(mayHoldClaims('csv', 'Claim ID,DOS,CPT,Units\n'));
    ok(mayHoldClaims('csv (semicolon)', 'sep=;\nClaim ID;DOS;CPT\n'));
    ok(mayHoldClaims('plaintext', '\uFEFFISA*00*'));
    ok(mayHoldClaims('plaintext', 'MSH|^~\\&|'));
    ok(mayHoldClaims('plaintext', 'CLM_ID|HCPCS_CD|LINE_SRVC_CNT\r1|0709T|1'));
    ok(mayHoldClaims('csv', 'Fall;Leistung\n', ['leistung']));
  });

  it('are X12 and HL7 in a file that is named as another', () => {
    for (const languageId of ['csv', 'csv (semicolon)', 'tsv', 'json', 'jsonl']) {
      ok(mayHoldClaims(languageId, '\uFEFFISA*00*          *00*'), languageId);
      ok(mayHoldClaims(languageId, '\r\nMSH|^~\\&|BILLING'), languageId);
      ok(mayHoldClaims(languageId, 'FHS|^~\\&|BILLING'), languageId);
    }
    // A table may name a column so, and say so in any row.
    equal(mayHoldClaims('csv', 'ST,COUNTY,POP\nCA,Kern,1\n'), false);
    equal(mayHoldClaims('csv', 'Term,Meaning\nISA*,a header\n'), false);
  });

  it('stand in few other texts', () => {
    for (const [languageId, text] of [
      ['json', '{"name":"a-package","version":"1.0.0"}'],
      ['json', '{"resourceType":"Patient","id":"1"}'],
      ['json', 'Claim ID,DOS,CPT,Units\n'],
      ['csv', 'Item,Price,Sold\nBolt,12,3\n'],
      ['csv', ''],
      ['plaintext', 'We process, file and archive what comes in.\n'],
      ['plaintext', 'DOS: 2025-03-04\n1. 0709T x1\n'],
      ['plaintext', 'The claim names a procedure code.\n'],
      ['plaintext', ''],
    ] as const) {
      equal(mayHoldClaims(languageId, text), false, text);
    }
  });

  it('a word that is asked about has the shape of a code', () => {
    deepEqual(['99213', '0709T', 'J1885', 'O709T', '90210'].filter(looksLikeCode).length, 5);
    deepEqual(['claim', '2025', '12-34', 'A12', '123456', ''].filter(looksLikeCode), []);
  });
});
