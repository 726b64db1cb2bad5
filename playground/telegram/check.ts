import { checkerOf, type Field, table } from './shapes.ts';
import type { Checker } from './values.ts';

type MethodSpec = {
  name: string;
  params: Map<string, { field: Field; check: Checker }>;
  required: string[];
};

/** Methods by lower-case name: the Bot API does not mind case. */
export const methods: ReadonlyMap<string, MethodSpec> = new Map(
  Object.entries(table.methods).map(([name, { params }]) => [
    name.toLowerCase(),
    {
      name,
      params: new Map(params.map((field) => [field.name, { field, check: checkerOf(field) }])),
      required: params.filter((field) => field.required).map((field) => field.name),
    },
  ]),
);

/**
 * Checks all parameters of a call. Unknown ones are told in `warnings` and dropped; a wrong type, an unparsable
 * object and a text over its limit are refused. Missing ones are left to the method, which has its own words.
 */
export function checkParams(
  spec: MethodSpec,
  raw: Record<string, unknown>,
  warnings: string[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in raw) {
    const value = raw[name];
    if (value === undefined || value === null) continue;
    const param = spec.params.get(name);
    if (!param) {
      warnings.push(`${spec.name}: unknown parameter ${name}`);
      continue;
    }
    values[name] = param.check(value, { name, owner: spec.name, nested: false, warnings });
  }
  return values;
}
