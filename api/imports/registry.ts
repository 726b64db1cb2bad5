import { AppError } from '#api/core/errors.ts';
import { residentsTarget } from './residents-target.ts';
import type { ImportTarget } from './target.ts';

/** What can be imported: each room gives a target. */
const targets: readonly ImportTarget<unknown>[] = [residentsTarget];

/** The target of this name. Refuses `import.unknown-target` { target }. */
export function targetNamed(name: string): ImportTarget<unknown> {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new AppError('import.unknown-target', { target: name });
  return target;
}
