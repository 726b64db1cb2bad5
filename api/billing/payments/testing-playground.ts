import { spawn } from 'node:child_process';
import { once as happened } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { childEnv } from '#api/core/child.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { createPayDoor } from './door/door.ts';
import type { Providers } from './provider.ts';
import { stripe } from './providers/stripe.ts';
import { yookassa } from './providers/yookassa.ts';

type Info = {
  yookassa: { root: string; shopId: string; secret: string };
  stripe: { root: string; secret: string; webhookSecret: string };
};

/** A payment system as the playground has it, in a process of its own, spoken to over its wires. */
export type TestBank = {
  info: Info;
  act<T = Record<string, unknown>>(action: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
};

export async function startBank(): Promise<TestBank> {
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-bank-'));
  const main = fileURLToPath(new URL('../../../playground/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--json'], {
    env: { ...childEnv, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  const { payments } = JSON.parse(said) as { payments: Info };
  const control = payments.stripe.root.replace(/pay\/stripe$/, 'control/act');
  return {
    info: payments,
    async act<T>(action: Record<string, unknown>) {
      const body = JSON.stringify({ surface: 'payments', ...action });
      const answer = await fetch(control, { method: 'POST', body });
      const { ok, result, error } = (await answer.json()) as { ok: boolean; result: T; error?: string };
      if (!ok) throw new Error(error);
      return result;
    },
    async stop() {
      const ended = happened(child, 'exit');
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The real clients, pointed at that payment system; its notices come from this machine. */
export function clientsOf({ yookassa: y, stripe: s }: Info): Providers {
  return [
    yookassa({ ...y, apiUrl: y.root, fetch, trusted: async () => ['127.0.0.0/8'] }),
    stripe({ ...s, apiUrl: s.root, fetch }),
  ];
}

/** The door of payments on a port of its own, and the payment system told of it. */
export async function openTestDoor(ctx: Ctx, bank: TestBank, providers: Providers) {
  const server = createServer(createPayDoor(ctx, providers).handle).listen(0, '127.0.0.1');
  await happened(server, 'listening');
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay`;
  await bank.act({ do: 'connect', yookassa: `${root}/notices/yookassa`, stripe: `${root}/notices/stripe` });
  await saveSetting(ctx, systemActor, 'payment-ways', { offered: ['yookassa', 'stripe'], payAt: root });
  return { root, close: () => void server.close() };
}
