import { ok } from 'node:assert/strict';
import { checkHelp, helpAt } from '../support/help';
import { interchange } from '../support/x12';

describe('the loops of a services review', () => {
  it('request and response have loops and a guide of their own', () => {
    const review = (purpose: string, ...segments: string[]) =>
      interchange([
        'ST*278*0001*005010X217',
        `BHT*0007*${purpose}*A*20250310*1200`,
        ...segments,
        'SE*1*0001',
      ]).replaceAll('005010X222A1', '005010X217');
    const event = ['HL*1**20*1', 'NM1*X3*2*A*****PI*1', 'HL*2*1*21*1', 'HL*3*2*22*1', 'HL*4*3*EV*0', 'UM*HS*I*3'];
    const asked = (...segments: string[]) => review('13', ...event, ...segments);
    const answered = (...segments: string[]) => review('11', ...event, ...segments);
    const is = (text: string, usage: string, loop: string) =>
      checkHelp(text, [`${usage} in the 278 ${text.includes('*0007*11*') ? 'response' : 'request'} guide`, loop]);
    is(asked('TRN*1*A*«1»'), 'required', 'loop 2000E, patient event');
    is(answered('HCR*«A1»*1'), 'required', 'loop 2000E, patient event');
    is(answered('UM*HS*I*3****«1»'), 'not used', 'loop 2000E');
    is(asked('NM1*SJ*1*«A»'), 'situational', 'loop 2010EA, provider of the patient event');
    is(asked('NM1*PW*2*«A»'), 'situational', 'loop 2010EB, place of the transport');
    is(answered('NM1*PW*2*A*«B»'), 'not used', 'loop 2010EC, place of the transport');
    is(answered('NM1*L5*«2»*A'), 'required', 'loop 2010EB, contact for more about the patient');
    is(asked('NM1*CA*2*A', 'REF*ZZ*«1»'), 'required', 'loop 2010EC, other organization that reviewed');
    is(asked('HL*5*4*SS*0', 'SV2**HC:99213*«1»'), 'situational', 'loop 2000F, service');
    is(asked('HL*5*4*SS*0', 'NM1*SJ*1*A', 'PRV*PE*PXC*«1»'), 'required', 'loop 2010F, provider of the service');
    is(answered('HL*5*4*SS*0', 'NM1*FA*«2»*A'), 'required', 'loop 2010FA, provider of the service');
    is(answered('HL*5*4*SS*0', 'NM1*L5*«2»*A'), 'required', 'loop 2010FB, contact for more about the service');
    checkHelp(asked('NM1*ZZ*1*«A»'), ['loop 2000E, patient event']);
    // What an inquiry asks for is not known.
    ok(!helpAt(asked('TRN*1*A*«1»').replaceAll('005010X217', '005010X215')).includes('guide'));
  });

  it('the parties of 4010', () => {
    const old = (...segments: string[]) =>
      interchange(['ST*278*0001', 'BHT*0078*13*A*20250310*1200', ...segments, 'SE*1*0001']).replaceAll(
        '005010X222A1',
        '004010X094A1',
      );
    const levels = ['HL*1**20*1', 'NM1*X3*2*A', 'HL*2*1*21*1', 'NM1*1P*2*B'];
    const is = (usage: string, loop: string, ...segments: string[]) =>
      checkHelp(old(...levels, ...segments), [`${usage} in the 4010 278 guide here`, loop]);
    is('required', 'loop 2010CA, subscriber', 'HL*3*2*22*1', 'NM1*«IL»*1*A');
    is('required', 'loop 2010DA, dependent', 'HL*3*2*22*1', 'HL*4*3*23*1', 'NM1*«QC»*1*A');
    is('required', 'loop 2010E, service provider', 'HL*3*2*22*1', 'HL*4*3*19*1', 'NM1*«SJ»*1*A');
    is('required', 'loop 2000E, service provider', 'HL*3*2*22*1', 'HL*«4»*3*19*1');
    is('required', 'loop 2000F, service', 'HL*3*2*22*1', 'HL*4*3*19*1', 'HL*«5»*4*SS*0');
    checkHelp(old(...levels, 'HL*3*2*22*1', 'NM1*PR*2*«A»'), ['loop 2010CB, contact for more about the patient']);
  });
});
