/** The name under which a member of an edition is stored, and the names of an import's own passing files. */
export const EXTENSION = '.clens';

export interface MemberName {
  readonly table: string;
  readonly setting?: string;
  readonly edition: string;
  readonly member: string;
}

/** `PTP-practitioner@2026Q3.f1.clens`, `CPT@2026.shortu.clens`, `MPFS@2025D.clens`. */
export function fileNameOf({ table, setting, edition, member }: MemberName): string {
  const parts = [setting ? `${table}-${setting}` : table, '@', safe(edition), member ? `.${safe(member)}` : ''];
  return parts.join('') + EXTENSION;
}

/** The table and edition that a name speaks of, for files that can't be read. */
export function parseFileName(
  name: string,
): { table: string; setting: string; edition: string; member: string } | undefined {
  const match = /^([A-Z0-9]+)(?:-(practitioner|outpatient|dme))?@([^.]+)(?:\.(.+))?\.clens$/.exec(name);
  return match ? { table: match[1]!, setting: match[2] ?? '', edition: match[3]!, member: match[4] ?? '' } : undefined;
}

/** Letters, digits and dashes stay; a text that has others gets a number made of it, so that no two become one. */
function safe(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 60);
  if (plain === text) return plain;
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) >>> 0;
  return `${plain}_${hash.toString(36)}`;
}
