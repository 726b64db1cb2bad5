import type { Shapes } from '../../api.ts';

/** Whether the worker is at it, or about to be. */
export function isInWork(state: Shapes['Import']['state']): boolean {
  return state === 'received' || state === 'checking' || state === 'applying';
}
