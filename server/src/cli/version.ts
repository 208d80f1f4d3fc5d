import pkg from '../../../package.json';

const about: { readonly version: string; readonly homepage?: string } = pkg;

export const VERSION = about.version;

/** Where a rule is documented, once the project has a public address. */
export function docsUri(ruleId: string): string | undefined {
  return about.homepage && `${about.homepage.replace(/#.*$/, '')}#${ruleId}`;
}
