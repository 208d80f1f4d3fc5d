/** The part of JSON Schema (draft 7) that the schema of `.claim-lens.json` uses; any other keyword fails. */
interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
}

const SAYS_NOTHING = ['$schema', 'title', 'description', 'default'];
const KNOWN = new Set([
  ...['type', 'enum', 'anyOf', 'required', 'properties', 'additionalProperties', 'items', 'minimum'],
  ...['minItems', 'minLength', ...SAYS_NOTHING],
]);

export function accepts(schema: Schema, value: unknown): boolean {
  for (const key of Object.keys(schema)) if (!KNOWN.has(key)) throw new Error(`the keyword ${key} is not known here`);
  if (schema.type && !isOf(schema.type, value)) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.anyOf && !schema.anyOf.some((one) => accepts(one, value))) return false;
  if (typeof value === 'number') return schema.minimum === undefined || value >= schema.minimum;
  if (typeof value === 'string') return value.length >= (schema.minLength ?? 0);
  if (Array.isArray(value)) {
    return value.length >= (schema.minItems ?? 0) && value.every((one) => !schema.items || accepts(schema.items, one));
  }
  if (typeof value !== 'object' || value === null) return true;
  const { properties = {}, additionalProperties = true, required = [] } = schema;
  return (
    required.every((key) => key in value) &&
    Object.entries(value).every(([key, part]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      return typeof own === 'object' ? accepts(own, part) : own !== false;
    })
  );
}

function isOf(type: NonNullable<Schema['type']>, value: unknown): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
