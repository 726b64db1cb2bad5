import { AppError } from '#api/core/errors.ts';
import { residentsTarget } from './residents-target.ts';
import type { ImportTarget } from './target.ts';

const registered = new Map<string, ImportTarget<unknown>>([[residentsTarget.name, residentsTarget]]);

/** Makes a target known; the composition root does it once for each room's. */
export function registerTarget(target: ImportTarget<unknown>): void {
  registered.set(target.name, target);
}

/** The target of this name. Refuses `import.unknown-target` { target }. */
export function targetNamed(name: string): ImportTarget<unknown> {
  const target = registered.get(name);
  if (!target) throw new AppError('import.unknown-target', { target: name });
  return target;
}
