/** What `--help` prints, by command; '' is the help for all. */
export const HELP = {
  '': `claim-lens: procedure codes (CPT and HCPCS) in claims

Usage: claim-lens COMMAND [OPTIONS]

  check FILE…        check claims against the code tables and payer edits
  lines FILE…        list the service lines
  format FILE        an X12 file one segment a line, in one line, or wrapped
  code CODE…         what the tables say of a code
  pair CODE CODE     the NCCI edit of two codes
  codes …            import, list, remove and verify your own code tables
  rules [ID]         what is checked, or all about one rule
  server --stdio     language server for any editor

  claim-lens COMMAND --help    options of a command
  claim-lens --version

Reads X12 (837, 835, 278, 277, 276, 271, 270; 4010 and 5010), HL7 v2, FHIR JSON, CSV with a known header, and claim
text. Nothing is written but the answer, nothing is sent anywhere. Every command takes --codes DIR, the folder with your
own tables; else they are looked for in CLAIM_LENS_CODES, else in your data folder.
`,
  check: `Usage: claim-lens check FILE|DIRECTORY|-… [OPTIONS]

Checks claims. A directory is read with all below it, but for hidden files and node_modules; files in it that hold no
claims are skipped. - is standard input.

  --format FORMAT     pretty (default), json or sarif
  --fail-on SEVERITY  exit with 1 from this severity on: error (default), warning, info or hint
  --rule ID=LEVEL     give a rule another severity (error, warning, info, hint) or switch it off; repeatable
  --preset PRESET     medicare (default), commercial (Medicare's edits are warnings at most) or structure-only
  --config FILE       settings; else the nearest .claim-lens.json from the working folder upwards
  --payers PAYERS     apply the edits that are Medicare's to all payers (default) or to medicare only: Medicare and
                      Medicaid by SBR09 or name, and claims that name no payer
  --as FORMAT         read every file as x12, hl7v2, fhir-json, csv or claim-text, whatever it looks like
  --max NUMBER        most findings of a file that pretty shows, the worst first; default 50, 0 for all

Exit code: 0 nothing found at or above --fail-on, 1 something found, 2 usage error or unreadable input (the other
files are checked all the same).
In json, lines and characters count from 0 in UTF-16 units, as in the Language Server Protocol; pretty and sarif count
from 1. A byte order mark is not counted. NO_COLOR and FORCE_COLOR are honoured.
`,
  lines: `Usage: claim-lens lines FILE|DIRECTORY|-… [OPTIONS]

Lists every service line as the file has it. Absent values are empty; the dates are the line's, else the claim's.
Columns: claim line qualifier code modifiers (joined by :) units from to charge revenue

  --format FORMAT     tsv (default) or json: an array of objects that also name the file
  --as FORMAT         read every file as x12, hl7v2, fhir-json, csv or claim-text, whatever it looks like
  --config FILE       settings (formats by file name, names of CSV columns); else the nearest .claim-lens.json

In tsv there is one header, and the rows of several files follow each other in the order of the files.
Exit code: 0, or 2 on a usage error or unreadable input.
`,
  format: `Usage: claim-lens format FILE|- [--segments|--one-line|--wrap NUMBER] [OPTIONS]

Writes an X12 file in another layout to standard output; the file itself stays as it is. Only line ends between
segments and the blanks behind them change (in a file that is wrapped, the line ends in segments too). Several
interchanges keep their own delimiters; text outside of them stays. Without a layout the lines stay, and the delimiters
or line ends that are asked for change.

  --segments               one segment a line
  --one-line               all in one line; refused, like --wrap, where comment lines (//) stand between segments
  --wrap NUMBER            lines of so many columns, 20 or more; a line ends a little earlier where a reader would take
                           its end for the end of a segment
  --indent                 with --segments: two blanks for each loop that a segment stands in
  --delimiters CHARACTERS  element separator, component separator and segment terminator, as in '*:~', or with the
                           repetition separator before the last, as in '*:^~'; refused where one occurs in data
  --eol lf|crlf            line end; else the one that the file has

A file whose segments are ended by the line end itself stays one segment a line, unless it is given a terminator.
Exit code: 0, or 2 on a usage error, an unreadable file or one that can't be laid out so.
`,
  code: `Usage: claim-lens code CODE… [OPTIONS]

What the tables say of a procedure code, in upper or lower case.

  --on DATE           on that day of service (2025-03-04 or 20250304); else by the newest tables
  --format FORMAT     pretty (default) or json: an object, or an array where several codes are given

Exit code: 0, or 2 on a usage error or when a text is no procedure code.
`,
  pair: `Usage: claim-lens pair CODE1 CODE2 [OPTIONS]

The procedure-to-procedure edit between two codes, in either order: which one is paid, which is bundled, and whether a
modifier may lift it.

  --on DATE           on that day of service; else today's
  --setting SETTING   practitioner (default) or outpatient
  --format FORMAT     pretty (default) or json: an object, or null
  --codes DIR         the folder with your own tables
`,
  codes: `Usage: claim-lens codes import PATH… | list | remove TABLE[@EDITION]… | verify [OPTIONS]

Your own code tables: files as CMS and the AMA publish them (fee schedule PPRRVU, NCCI PTP, MUE and add-on codes, HCPCS
Level II, OPPS Addendum B, ICD-10-CM order file, CPT files of the AMA), as zips, folders or single files; a CSV of
your own codes with the columns code, description, effective, deleted, replacement; and a CSV of revenue codes with the
columns revenue_code, description. Several editions stand side by side; the date of service picks one.

  import PATH…        compiles the files into your data folder, all or nothing
    --accept-license  you accept the terms of the AMA and CMS for files with CPT codes; asked once
  list                what there is: table, edition, dates, rows, source   --format pretty|json
  remove TABLE[@EDITION]…
  verify              reads every table and checks it; exit code 1 where one is damaged
  --codes DIR         the folder with the tables; a team may share one read-only

Exit code: 0, 2 on a usage error or where nothing could be imported or removed, 130 when stopped by Ctrl-C; then the
tables are as they were.
`,
  rules: `Usage: claim-lens rules [ID] [OPTIONS]

Lists what is checked: id, severity, summary. With an ID: why it matters, what to do, the tables it needs, its sources
and examples.

  --format FORMAT     pretty (default) or json
`,
  server: `Usage: claim-lens server --stdio

Starts the language server on standard input and output, for any editor that speaks the Language Server Protocol.
`,
} as const;
