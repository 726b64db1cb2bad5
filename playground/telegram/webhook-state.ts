import type { World } from './world.ts';

export type Webhook = {
  url: string;
  secret: string | null;
  maxConnections: number;
  hasCertificate: boolean;
  lastErrorDate?: number;
  lastErrorMessage?: string;
};

export function currentWebhook(world: World): Webhook | null {
  return (world.facts.get('webhook') as Webhook | null | undefined) ?? null;
}

export function saveWebhook(world: World, webhook: Webhook | null): void {
  world.facts.put('webhook', webhook);
}
