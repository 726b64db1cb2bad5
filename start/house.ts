import type { Ctx } from '#api/core/ctx.ts';
import type { Env } from '#api/core/env.ts';
import type { AppOptions, Mount } from '#api/http/app.ts';

/** What is known of this process while it starts; `stops` are called in reverse. */
export type House = {
  env: Env;
  ctx: Ctx;
  databaseUrl: string;
  mounts: Mount[];
  checks: AppOptions['checks'];
  gauges: NonNullable<AppOptions['gauges']>;
  stops: (() => Promise<unknown>)[];
  botUsername: string | null;
  /** The clock was moved: look at everything that may be due. */
  wakers: (() => unknown)[];
};
