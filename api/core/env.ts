import { checkEnv } from './env-rules.ts';
import { type Env, shapeEnv, variables } from './env-shape.ts';

export type { Env } from './env-shape.ts';

/** Everything that is wrong with the environment, one sentence for the operator each. */
export class EnvError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'EnvError';
    this.problems = problems;
  }
}

/**
 * Reads the environment: the only place that does. Throws one `EnvError` that names everything missing or contradictory,
 * with how to get it. An empty variable counts as absent.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const malformed = variables.safeParse(present).error?.issues ?? [];
  const bad = malformed.map((issue) => String(issue.path[0]));
  // What is malformed does not hide what is missing.
  const variablesRead = variables.parse(
    Object.fromEntries(Object.entries(present).filter(([name]) => !bad.includes(name))),
  );
  const env = shapeEnv(variablesRead);
  const contradictions = checkEnv(env, variablesRead).filter((problem) => !bad.some((name) => problem.includes(name)));
  const problems = [...malformed.map((issue) => `${issue.path.join('.')}: ${issue.message}`), ...contradictions];
  if (problems.length > 0) throw new EnvError(problems);
  if (env.mode === 'development') return { ...env, mode: env.mode };
  return { ...env, mode: env.mode, databaseUrl: env.databaseUrl ?? '' };
}
