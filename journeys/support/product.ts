import type { Playground } from './playground.ts';
import { eventually, freePort, type Program, startProgram } from './processes.ts';

export type Product = { url: string; port: number; program: Program; stop(): Promise<void> };

/** Starts the product (`main.ts`) with this environment and waits until it says it is ready. */
export async function startProduct(env: Record<string, string>, seconds = 60): Promise<Product> {
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const program = startProgram('main.ts', [], { PORT: String(port), ...env });
  const url = `http://127.0.0.1:${port}`;
  let exit: number | null | undefined;
  void program.exited.then((code) => {
    exit = code;
  });
  await eventually(
    'the product is ready',
    async () => {
      if (exit !== undefined) throw new Error(`it exited with ${exit}`);
      return (await fetch(`${url}/readyz`)).ok;
    },
    { seconds, lastSeen: program.output },
  );
  return { url, port, program, stop: () => program.kill('SIGTERM') };
}

/** The environment that points the product at a playground. */
export function playgroundEnv(
  { info }: Playground,
  how: { slack: 'socket' | 'http'; telegram: 'polling' | 'webhook'; publicUrl?: string },
): Record<string, string> {
  return {
    TELEGRAM_BOT_TOKEN: info.telegram.token,
    TELEGRAM_API_ROOT: info.telegram.root,
    SLACK_BOT_TOKEN: info.slack.botToken,
    SLACK_API_URL: info.slack.root,
    ...(how.slack === 'socket'
      ? { SLACK_APP_TOKEN: info.slack.appToken }
      : { SLACK_SIGNING_SECRET: info.slack.signingSecret }),
    ...(how.telegram === 'webhook' ? { TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-the-journeys' } : {}),
    ...(how.publicUrl ? { PUBLIC_URL: how.publicUrl } : {}),
  };
}
