import type { UploadedFile } from '../wire/body.ts';
import type { Args } from './args.ts';
import type { Json } from './model.ts';
import type { World } from './world.ts';

/** One Web API method: its answer without `ok`. Refuses with SlackError. */
type Run = (world: World, args: Args, files: UploadedFile[]) => Json | Promise<Json>;

export type Method = { run: Run; token: 'bot' | 'app' | 'none' };

export function bot(run: Run): Method {
  return { run, token: 'bot' };
}
