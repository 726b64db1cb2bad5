import type { Json } from '../model.ts';

/** Where a problem is, as a JSON pointer, and what it is, in Slack's words. */
export type Report = (at: string, message: string) => void;
export type Rule = (value: unknown, at: string, report: Report) => void;

export const anything: Rule = () => undefined;

/** A text of `min` to `max` characters (UTF-16 units, as Slack's own clients count). */
export function string(max = Number.POSITIVE_INFINITY, min = 0): Rule {
  return (value, at, report) => {
    if (typeof value !== 'string') report(at, 'must provide a string');
    else if (value.length > max) report(at, `must be less than ${max + 1} characters`);
    else if (value.length < min) report(at, `must be more than ${min - 1} characters`);
  };
}

export const boolean: Rule = (value, at, report) => {
  if (typeof value !== 'boolean') report(at, 'must provide a boolean');
};

export function integer(min: number, max = Number.POSITIVE_INFINITY): Rule {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report(at, 'must provide an integer');
    else if (value < min) report(at, `must be at least ${min}`);
    else if (value > max) report(at, `must be at most ${max}`);
  };
}

export function oneOf(...allowed: readonly unknown[]): Rule {
  return (value, at, report) => {
    if (!allowed.includes(value)) report(at, 'must be a valid enum value');
  };
}

export function matching(pattern: RegExp, message: string): Rule {
  return (value, at, report) => {
    if (typeof value !== 'string') report(at, 'must provide a string');
    else if (!pattern.test(value)) report(at, message);
  };
}

export const url: Rule = (value, at, report) => {
  if (typeof value !== 'string') report(at, 'must provide a string');
  else if (value.length > 3000) report(at, 'must be less than 3001 characters');
  else if (!/^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value)) report(at, 'must be a valid URL');
};

export function list(item: Rule, max: number, min = 1): Rule {
  return (value, at, report) => {
    if (!Array.isArray(value)) {
      report(at, 'must provide an array');
      return;
    }
    if (value.length > max) report(at, `no more than ${max} items allowed`);
    if (value.length < min) report(at, `no fewer than ${min} items allowed`);
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, report);
    });
  };
}

/** An object with these members and no others; `required` must be there. */
export function shape(members: Record<string, Rule>, required: readonly string[] = []): Rule {
  return (value, at, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report(at, 'must provide an object');
      return;
    }
    const object = value as Json;
    for (const name of required) if (object[name] === undefined) report(at, `missing required field: ${name}`);
    for (const [name, member] of Object.entries(object)) {
      const rule = members[name];
      if (!rule) report(at, `invalid additional property: ${name}`);
      else if (member !== undefined) rule(member, `${at}/${name}`, report);
    }
  };
}

/** One of several objects told apart by their `type`. */
export function byType(rules: Record<string, Rule>): Rule {
  return (value, at, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report(at, 'must provide an object');
      return;
    }
    const { type } = value as Json;
    if (type === undefined) {
      report(at, 'missing required field: type');
      return;
    }
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule) rule(value, at, report);
    else report(`${at}/type`, `unsupported type: ${String(type)}`);
  };
}

/** Both rules hold. */
export function both(...rules: readonly Rule[]): Rule {
  return (value, at, report) => {
    for (const rule of rules) rule(value, at, report);
  };
}

/** A union Slack checks as a whole: what fails inside is preceded by the line its validator adds. */
export function union(rule: Rule): Rule {
  return (value, at, report) => {
    const inner: [string, string][] = [];
    rule(value, at, (where, message) => inner.push([where, message]));
    if (inner.length > 0) report(at, 'failed to match all allowed schemas');
    for (const [where, message] of inner) report(where, message);
  };
}
