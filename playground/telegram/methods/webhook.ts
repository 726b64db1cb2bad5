import type { WebhookInfo } from '@grammyjs/types';
import { type Call, type Method, numberParam, textParam } from '../call.ts';
import { badRequest } from '../errors.ts';
import type { Poller } from '../poller.ts';
import { allowedUpdates, countPending, dropAllUpdates, setAllowedUpdates } from '../updates.ts';
import type { WebhookSender } from '../webhook.ts';
import { currentWebhook, saveWebhook } from '../webhook-state.ts';
import type { World } from '../world.ts';

/** setWebhook, deleteWebhook and getWebhookInfo, bound to those who deliver. */
export function webhookMethods(poller: Poller, sender: WebhookSender): Record<string, Method> {
  const remove = (world: World, call: Call): true => {
    if (call.params.drop_pending_updates === true) dropAllUpdates(world);
    call.describe(currentWebhook(world) ? 'Webhook was deleted' : 'Webhook is already deleted');
    if (currentWebhook(world)) {
      saveWebhook(world, null);
      sender.restart();
      world.publish({ type: 'webhook' });
    }
    return true;
  };
  return {
    setWebhook(world, call) {
      const { params } = call;
      const url = textParam(params, 'url');
      if (url === '') return remove(world, call);
      checkUrl(url);
      const secret = textParam(params, 'secret_token');
      if (/[^A-Za-z0-9_-]/.test(secret)) throw badRequest('secret token contains unallowed characters');
      const maxConnections = Math.min(Math.max(numberParam(params, 'max_connections') ?? 40, 1), 100);
      setAllowedUpdates(world, params.allowed_updates);
      if (params.drop_pending_updates === true) dropAllUpdates(world);
      const old = currentWebhook(world);
      const next = {
        url,
        secret: secret === '' ? null : secret,
        maxConnections,
        hasCertificate: call.files.some((file) => file.field === 'certificate'),
      };
      const isSame = old?.url === next.url && old.secret === next.secret && old.maxConnections === next.maxConnections;
      call.describe(isSame ? 'Webhook is already set' : 'Webhook was set');
      if (isSame) return true;
      poller.interrupt('terminated by setWebhook request');
      saveWebhook(world, next);
      sender.restart();
      world.publish({ type: 'webhook' });
      return true;
    },
    deleteWebhook: remove,
    getWebhookInfo: (world): WebhookInfo => {
      const webhook = currentWebhook(world);
      const allowed = allowedUpdates(world);
      return {
        url: webhook?.url ?? '',
        has_custom_certificate: webhook?.hasCertificate ?? false,
        pending_update_count: countPending(world),
        ...(webhook
          ? {
              max_connections: webhook.maxConnections,
              ip_address: '127.0.0.1',
              ...(webhook.lastErrorDate ? { last_error_date: webhook.lastErrorDate } : {}),
              ...(webhook.lastErrorMessage ? { last_error_message: webhook.lastErrorMessage } : {}),
            }
          : {}),
        ...(allowed ? { allowed_updates: allowed as WebhookInfo['allowed_updates'] } : {}),
      };
    },
  };
}

/** HTTPS anywhere; plain HTTP only on this machine, where the real server would ask for a local one. */
function checkUrl(raw: string): void {
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    throw badRequest('bad webhook: invalid webhook URL specified');
  }
  const isLoopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return;
  throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
}
