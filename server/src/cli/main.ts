import { EXIT, UsageError } from './args';
import { internalError } from './attempt';
import { check } from './check';
import { code } from './code';
import { codes } from './codes';
import { format } from './format';
import { HELP } from './help';
import { lines } from './lines';
import { complain, endOnFailedOutput, flush, print } from './output';
import { pair } from './pair';
import { rules } from './rules';
import { server } from './server';
import { VERSION } from './version';

/** Each takes the arguments behind its name and gives the exit code. */
const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<number>>> = {
  check,
  lines,
  format,
  code,
  pair,
  codes,
  rules,
  server,
};

async function run(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (name === '--version' || name === '-v' || name === '-V') return await tell(`${VERSION}\n`);
    if (name === '--help' || name === '-h' || name === 'help') return await tell(helpFor(rest[0] ?? ''));
    if (!command) throw new UsageError(unknown(name));
    if (asksForHelp(rest)) return await tell(helpFor(name!));
    return await command(rest);
  } catch (error) {
    await flush();
    if (!(error instanceof UsageError)) {
      complain(`internal error (${internalError(error)})`);
      return EXIT.unusable;
    }
    complain(command ? `${name}: ${error.message}` : error.message);
    process.stderr.write(command ? `Options: claim-lens ${name} --help\n` : `\n${HELP['']}`);
    return EXIT.unusable;
  }
}

function unknown(name: string | undefined): string {
  if (name === undefined) return 'name a command';
  if (name.startsWith('-') && name !== '-') return `unknown option ${name}`;
  const looksLikeFile = name === '-' || /[./\\]/.test(name);
  return `there is no command ‘${name}’${looksLikeFile ? `; did you mean: claim-lens check ${name}` : ''}`;
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).some((one) => one === '--help' || one === '-h');
}

function helpFor(name: string): string {
  if (!Object.hasOwn(HELP, name)) throw new UsageError(unknown(name));
  return HELP[name as keyof typeof HELP];
}

async function tell(text: string): Promise<number> {
  await print(text);
  await flush();
  return EXIT.clean;
}

endOnFailedOutput();
run(process.argv.slice(2)).then((exit) => {
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = exit;
});
