import type { Invoice, PreCheckoutQuery } from '@grammyjs/types';
import { ActError, queryTooOld } from './errors.ts';
import { receive } from './people/receive.ts';
import { userOf } from './post.ts';
import { pushUpdate } from './updates.ts';
import type { Chat, World } from './world.ts';

/** Milliseconds the bot has to answer a pre-checkout query. */
const preCheckoutWithin = 10_000;

export type InvoiceOnLink = { payload: string; currency: string; totalAmount: number; title: string };

type PaymentOutcome =
  | {
      ok: true;
      state: 'paid';
      messageId: number;
      updateId: number | null;
      preCheckoutUpdateId: number | null;
      chargeId: string;
    }
  | { ok: false; state: 'refused'; error: string; preCheckoutUpdateId: number | null };

type Waiting = { settle: (words: string | null) => void };
const waiting = new WeakMap<World, Map<string, Waiting>>();

const waitingIn = (world: World) => {
  let map = waiting.get(world);
  if (!map) {
    map = new Map();
    waiting.set(world, map);
  }
  return map;
};

/** Settles a payment that is being checked; `words` is the refusal, null lets it through. */
export function answerPreCheckout(world: World, id: string, words: string | null): void {
  const query = waitingIn(world).get(id);
  if (!query) throw queryTooOld();
  waitingIn(world).delete(id);
  query.settle(words);
}

/**
 * A payment by the person: the bot is asked, and unless it says yes within 10 seconds nothing is paid. After that the
 * money counts as taken and `successful_payment` comes as a message. One invoice may be paid any number of times.
 */
export async function pay(
  world: World,
  chat: Chat,
  what: { messageId: number } | { link: string },
): Promise<PaymentOutcome> {
  if (chat.blocked) throw new ActError('this person has blocked the bot: unblock first');
  const invoice = findInvoice(world, chat, what);
  const messageId = 'messageId' in what ? what.messageId : null;
  const id = world.ids.digits(`checkout/${chat.id}/${world.next('callback')}`);
  const query: PreCheckoutQuery = {
    id,
    from: userOf(chat.person),
    currency: invoice.currency,
    total_amount: invoice.totalAmount,
    invoice_payload: invoice.payload,
  };
  const preCheckoutUpdateId = pushUpdate(world, 'pre_checkout_query', query, `checkout/${chat.id}`);
  world.publish({ type: 'invoice', chat: chat.id, state: 'checking', messageId, words: '' });
  const words = await new Promise<string | null>((resolve) => {
    const cancel = world.clock.wake(world.clock.now() + preCheckoutWithin, () => {
      waitingIn(world).delete(id);
      resolve('the bot did not answer within 10 seconds (BOT_PRECHECKOUT_TIMEOUT)');
    });
    waitingIn(world).set(id, {
      settle(answer) {
        cancel();
        resolve(answer);
      },
    });
  });
  if (words !== null) {
    world.publish({ type: 'invoice', chat: chat.id, state: 'refused', messageId, words });
    return { ok: false, state: 'refused', error: words, preCheckoutUpdateId };
  }
  const n = world.next('charge');
  const chargeId = `${world.ids.opaque(`charge/${n}`, 24)}_${n}`;
  world.facts.put(`charge:${chargeId}`, { user: chat.id, currency: invoice.currency });
  const delivered = receive(
    world,
    chat,
    {
      successful_payment: {
        currency: invoice.currency,
        total_amount: invoice.totalAmount,
        invoice_payload: invoice.payload,
        telegram_payment_charge_id: chargeId,
        provider_payment_charge_id: world.ids.opaque(`provider/${n}`, 22),
      },
    },
    messageId === null ? {} : { replyTo: messageId },
  );
  world.publish({ type: 'invoice', chat: chat.id, state: 'paid', messageId, words: '' });
  const { messageId: paidMessageId, updateId } = delivered;
  return { ok: true, state: 'paid', messageId: paidMessageId, updateId, preCheckoutUpdateId, chargeId };
}

function findInvoice(world: World, chat: Chat, what: { messageId: number } | { link: string }): InvoiceOnLink {
  if ('link' in what) {
    const slug = what.link.replace(/^.*\$/, '');
    const invoice = world.facts.get(`invoice:${slug}`) as InvoiceOnLink | undefined;
    if (!invoice) throw new ActError(`there is no invoice behind ${what.link}`);
    return invoice;
  }
  const stored = world.messages.find(chat.id, what.messageId);
  const shown = (stored?.message as { invoice?: Invoice } | undefined)?.invoice;
  if (!stored || !shown) throw new ActError(`message ${what.messageId} is no invoice`);
  return {
    payload: stored.invoicePayload ?? '',
    currency: shown.currency,
    totalAmount: shown.total_amount,
    title: shown.title,
  };
}
