import type { UploadedFile } from '../wire/body.ts';
import type { World } from './world.ts';

/** One call of a method, after its parameters were checked against the table. */
export type Call = {
  params: Record<string, unknown>;
  files: UploadedFile[];
  warnings: string[];
  /** Words beside `result: true`, such as "Webhook was set". */
  describe(words: string): void;
  /** Called when the caller hangs up before the answer. */
  onHangUp(callback: () => void): void;
};

export type Method = (world: World, call: Call) => unknown;

export const textParam = (params: Record<string, unknown>, name: string): string => {
  const value = params[name];
  return typeof value === 'string' ? value : '';
};

export const numberParam = (params: Record<string, unknown>, name: string): number | undefined => {
  const value = params[name];
  return typeof value === 'number' ? value : undefined;
};
