import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSnapshot } from '../wire/store.ts';

export type Wire = 'yookassa' | 'stripe';

/** Money that somebody is to pay here, whichever wire asked for it. Amounts are minor units. */
export type Charge = {
  id: string;
  wire: Wire;
  amount: number;
  currency: string;
  title: string;
  metadata: Record<string, string>;
  reference: string | null;
  backUrl: string;
  state: 'pending' | 'succeeded' | 'canceled';
  reason: string | null;
  refunded: number;
  /** What Stripe names apart: the intent behind a session. */
  intent: string;
  createdAt: number;
  doneAt: number | null;
  /** As it came, to be shown back and looked at. */
  asked: object;
};

export type Refund = { id: string; charge: string; amount: number };

type State = {
  charges: Charge[];
  refunds: Refund[];
  /** Answers by their idempotence keys. */
  answers: Record<string, object>;
  notify: Partial<Record<Wire, string>>;
};

export type Till = State & {
  newId(prefix: string): string;
  find(id: string): Charge | undefined;
  touch(): void;
  clear(): void;
  close(): Promise<void>;
};

/** What the payment system knows; it survives a restart. */
export function openTill(dir: string): Till {
  const snapshot = openSnapshot<State>(join(dir, 'till.json'), () => ({
    charges: till.charges,
    refunds: till.refunds,
    answers: till.answers,
    notify: till.notify,
  }));
  const till: Till = {
    charges: snapshot.saved?.charges ?? [],
    refunds: snapshot.saved?.refunds ?? [],
    answers: snapshot.saved?.answers ?? {},
    notify: snapshot.saved?.notify ?? {},
    newId: (prefix) => `${prefix}${randomBytes(12).toString('hex')}`,
    find: (id) => till.charges.find((one) => one.id === id || one.intent === id),
    touch: () => snapshot.touch(),
    clear() {
      till.charges = [];
      till.refunds = [];
      till.answers = {};
      snapshot.touch();
    },
    close: () => snapshot.flush(),
  };
  return till;
}
