import { AppError } from '#api/core/errors.ts';
import { residentsTarget } from './residents-target.ts';
import type { AnyTarget } from './target.ts';

export type Targets = readonly AnyTarget[];

/** What can be imported with this floor alone; `flows/import-targets.ts` lists what the rooms above give besides. */
export const ownTargets: Targets = [residentsTarget];

/** The target of this name. Refuses `import.unknown-target` { target }. */
export function targetNamed(name: string, targets: Targets): AnyTarget {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new AppError('import.unknown-target', { target: name });
  return target;
}
