import { RULES } from '../service';

/** The `claimLens.rules.<id>` entries of `contributes.configuration` in package.json. */
export function ruleSettings(): Record<string, unknown> {
  return Object.fromEntries(
    RULES.map((rule) => [
      `claimLens.rules.${rule.id}`,
      {
        type: 'string',
        scope: 'window',
        enum: ['default', 'off', 'hint', 'info', 'warning', 'error'],
        default: 'default',
        markdownDescription: `${rule.summary} [More](https://github.com/claim-lens/claim-lens/blob/main/server/rules.md#${rule.id})`,
      },
    ]),
  );
}

/** The manifest with the rule settings as the rules have them, everything else as it was. */
export function withRuleSettings(manifest: Manifest): Manifest {
  const kept = Object.entries(manifest.contributes.configuration.properties).filter(
    ([key]) => key !== 'claimLens.rules' && !key.startsWith('claimLens.rules.'),
  );
  return {
    ...manifest,
    contributes: {
      ...manifest.contributes,
      configuration: {
        ...manifest.contributes.configuration,
        properties: { ...ruleSettings(), ...Object.fromEntries(kept) },
      },
    },
  };
}

export interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}
