import {
  type Claim,
  type ClaimService,
  createClaimService,
  type ReadProblem,
  type ServiceLineRow,
  serviceLineRows,
  starterCodes,
} from '../service';
import { EXIT, formatId, oneOf, parse } from './args';
import { attempt } from './attempt';
import { pathFrom, settingsFileFor } from './config';
import { tooLargeAtOnce } from './memory';
import { nothingRead } from './noClaims';
import { complain, flush, print } from './output';
import { type Source, shownPath, sourcesOf } from './sources';
import { CODES_OPTION } from './store';

const COLUMNS = [
  'claim',
  'line',
  'qualifier',
  'code',
  'modifiers',
  'units',
  'from',
  'to',
  'charge',
  'revenue',
] as const;

/** `lines`: every service line as the file has it, one a row. */
export async function lines(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv, {
    ...CODES_OPTION,
    format: { type: 'string', default: 'tsv' },
    as: { type: 'string' },
    config: { type: 'string' },
  });
  const json = oneOf('--format', values.format, ['tsv', 'json']) === 'json';
  const { settings, folder } = await settingsFileFor(values.config);
  const service = createClaimService({ codes: starterCodes(), settings });
  let exit: number = EXIT.clean;
  let separator = '';
  let begun = false;
  const write = async (path: string, claim: Claim) => {
    for (const row of serviceLineRows(claim)) {
      if (json) await print(`${separator}\n${JSON.stringify({ file: path, ...cellsOf(row) })}`);
      else await print(`${Object.values(cellsOf(row)).map(cellText).join('\t')}\n`);
      separator = ',';
    }
  };
  for await (const source of sourcesOf(service, positionals, formatId(values.as), (path) => pathFrom(folder, path))) {
    if (!begun) await print(json ? '[' : `${COLUMNS.join('\t')}\n`);
    begun = true;
    if (source.kind === 'skipped') continue;
    let claims = 0;
    const problems: ReadProblem[] = [];
    const count = (path: string, claim: Claim) => {
      claims++;
      return write(path, claim);
    };
    let problem =
      source.kind === 'unreadable' ? source.message : await attempt(() => eachClaim(service, source, count, problems));
    if (problem === undefined && claims === 0 && source.kind === 'claims') {
      const nothing = nothingRead(service, source, problems);
      if (nothing === 'foreign') source.foreign = true;
      else if (nothing.unusable) problem = nothing.message;
    }
    if (problem === undefined) continue;
    complain(`${shownPath(source.path)} ${problem}`);
    exit = EXIT.unusable;
  }
  if (json) await print('\n]\n');
  await flush();
  return exit;
}

/**
 * The claims of a file one after the other; a large one is read in pieces. Gives back why it can't be read, and in
 * `problems` what the reader noticed.
 */
async function eachClaim(
  service: ClaimService,
  { path, text, format }: Source & { kind: 'claims' },
  use: (path: string, claim: Claim) => Promise<void>,
  problems: ReadProblem[],
): Promise<string | undefined> {
  const reader = service.formats.find((one) => one.id === format)!;
  const stream = text.large ? reader.stream?.() : undefined;
  if (!stream) {
    const whole = await text.whole(format);
    if (typeof whole !== 'string') return whole.problem;
    const document = reader.read(whole);
    problems.push(...document.problems);
    for (const claim of document.claims) await use(path, claim);
    return undefined;
  }
  let claims: Claim[] = [];
  const keep = (claim: Claim) => claims.push(claim);
  for await (const piece of text.pieces()) {
    const tooLarge = tooLargeAtOnce(stream.held + piece.length, format, text.size);
    if (tooLarge) return tooLarge.problem;
    stream.push(piece, keep);
    for (const claim of claims) await use(path, claim);
    claims = [];
  }
  stream.end(keep);
  problems.push(...stream.problems);
  for (const claim of claims) await use(path, claim);
  return undefined;
}

/** The columns in their order; an absent value is undefined, which JSON leaves out. */
function cellsOf(row: ServiceLineRow): Record<(typeof COLUMNS)[number], string | number | undefined> {
  const { claim, line, qualifier, code, units, from, to, charge, revenue } = row;
  const modifiers = row.modifiers.join(':') || undefined;
  return { claim, line, qualifier, code, modifiers, units, from, to, charge, revenue };
}

/** A tab or line end inside a value would break the table. */
function cellText(value: string | number | undefined): string {
  return value === undefined ? '' : String(value).replace(/[\t\r\n]+/g, ' ');
}
