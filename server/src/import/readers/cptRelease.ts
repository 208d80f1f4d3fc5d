import { ImportError } from '../importError';
import type { Head, Release } from '../reader';
import { fromNames, namesOf, yearIn } from '../release';
import type { TableName } from '../rows';

/** CPT is published for a year: what it holds of a later quarter carries its own date. */
export function cptRelease(head: Head, table: TableName & ('CPT' | 'MODIFIERS'), more: Partial<Release> = {}): Release {
  const year =
    yearInText(head.text.slice(0, 4096)) ?? yearInNames(head) ?? yearOfCopyright(head.text) ?? yearOfRows(head);
  if (year === undefined) {
    throw new ImportError(
      head.member.path,
      'neither text nor names tell the year; import the zip or folder that the AMA delivered, whose name has it.',
    );
  }
  return { table, edition: String(year), effectiveFrom: year * 10000 + 101, ...more };
}

function yearInText(text: string): number | undefined {
  const match = /\bCPT\W{0,4}(20\d\d)\b/i.exec(text) ?? /\b(20\d\d)\s+(?:CPT|Current Procedural)/i.exec(text);
  return match ? Number(match[1]) : undefined;
}

function yearInNames(head: Head): number | undefined {
  const named = namesOf(head.member).find((name) => /cpt|ama|annual|update/i.test(name) && yearIn(name));
  return named === undefined ? fromNames(head.member, yearIn) : yearIn(named);
}

/** The files of a year carry the copyright of the year before, in which they come out. */
function yearOfCopyright(text: string): number | undefined {
  const line = /copyright[^\r\n]*/i.exec(text)?.[0];
  const years = line?.match(/\b(?:19|20)\d\d\b/g)?.map(Number);
  return years ? Math.max(...years) + 1 : undefined;
}

/** The newest date that the first rows carry. */
function yearOfRows({ text }: Head): number | undefined {
  const years = text.match(/(?<=\t)20\d{6}(?=\t)/g)?.map((day) => Number(day.slice(0, 4)));
  return years ? Math.max(...years) : undefined;
}
