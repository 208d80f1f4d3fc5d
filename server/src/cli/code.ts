import { createClaimService } from '../service';
import { isDentalShape } from '../service/codes/shape';
import { dayOf, EXIT, oneOf, parse, UsageError } from './args';
import { complain, flush, print, visible } from './output';
import { CODES_OPTION, codesOf } from './store';
import { terminalText } from './terminalText';

/** What is said of a text that is no code here. */
function notKnown(given: string, wanted: string): string {
  return isDentalShape(wanted)
    ? `‘${wanted}’ is a dental code (CDT) of the American Dental Association, and none is built in; a list of your own may hold it`
    : `‘${visible(given)}’ is no procedure code; a code has five characters, such as 99213, 0708T or J1885`;
}

/** `code`: what the tables say of codes, as the editor's hover tells it. */
export async function code(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    format: { type: 'string', default: 'pretty' },
    on: { type: 'string' },
  });
  const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
  const on = values.on === undefined ? undefined : dayOf(values.on);
  if (positionals.length === 0) throw new UsageError('name a code, such as 99213, 0708T or J1885');

  const service = createClaimService({ codes: codesOf(values.codes) });
  const answers: string[] = [];
  let exit: number = EXIT.clean;
  for (const given of positionals) {
    const wanted = given.trim().toUpperCase();
    const facts = service.code(wanted, on);
    if (!facts) {
      complain(notKnown(given, wanted));
      exit = EXIT.unusable;
    } else {
      answers.push(
        json ? JSON.stringify(facts, undefined, 2) : terminalText(service.codeMarkdown(wanted, on) ?? wanted),
      );
    }
  }
  if (json)
    await print(positionals.length === 1 ? answers.map((one) => `${one}\n`).join('') : `[${answers.join(',\n')}]\n`);
  else await print(answers.join('\n'));
  await flush();
  return exit;
}
