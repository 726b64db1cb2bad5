import { findCompany } from '#api/company/company.ts';
import { askedProviders } from '#api/company/payment-ways.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { at, plus, today } from '#api/core/time.ts';
import { leaveForDesk } from './desk-row.ts';
import { expirePayment } from './settle.ts';

const askAfterMinutes = 15;
/** When a provider's day is over, and its list with it. */
const compareAt = '03:30';

/**
 * A payment that its provider knows of and that has been silent for a quarter of an hour is asked about, and again each quarter, until it
 * is over. Keys are `payments.ask:<payment>:<quarter since it was begun>`.
 */
export const askSchedule: Schedule = {
  name: 'payments.ask',
  async due(ctx) {
    const silent = await ctx.db.payment.findMany({
      where: {
        state: 'pending',
        provider: { in: [...askedProviders] },
        providerRef: { not: null },
        askedAt: { lte: plus(ctx.now(), `-PT${askAfterMinutes}M`) },
      },
      select: { id: true, createdAt: true },
      take: 500,
    });
    return silent.map(({ id, createdAt }) => {
      const quarter = Math.floor((ctx.now().getTime() - createdAt.getTime()) / (askAfterMinutes * 60_000));
      return { key: `payments.ask:${id}:${quarter}`, dueAt: ctx.now() };
    });
  },
  async run(tx, key) {
    const [, id = '', quarter = ''] = key.split(':');
    const payment = await tx.db.payment.findUnique({ where: { id } });
    if (payment?.state !== 'pending' || !payment.providerRef) return;
    const { provider, providerRef } = payment;
    const body = { do: 'look' as const, providerRef };
    await leaveForDesk(tx, { provider, key: `ask:${id}:${quarter}`, kind: 'ask', line: providerRef, body });
  },
};

/** What nobody paid in time, and no provider has to be asked about, is over. Keys are `payments.expire:<payment>`. */
export const expireSchedule: Schedule = {
  name: 'payments.expire',
  async due(ctx) {
    const over = await ctx.db.payment.findMany({
      where: {
        expiresAt: { lte: ctx.now() },
        OR: [{ state: 'created' }, { state: 'pending', provider: { notIn: [...askedProviders] } }],
      },
      select: { id: true, expiresAt: true },
      take: 500,
    });
    return over.map(({ id, expiresAt }) => ({ key: `payments.expire:${id}`, dueAt: expiresAt ?? ctx.now() }));
  },
  async run(tx, key) {
    await expirePayment(tx, key.split(':')[1] ?? '');
  },
};

/** Every night each provider's list of the day before is compared with ours. Keys are `payments.compare:<day>`. */
export const compareSchedule: Schedule = {
  name: 'payments.compare',
  async due(ctx) {
    const company = await findCompany(ctx);
    if (!company) return [];
    const day = today(ctx, company.timeZone);
    const dueAt = at(day, compareAt, company.timeZone);
    return dueAt > ctx.now() ? [] : [{ key: `payments.compare:${day.subtract({ days: 1 })}`, dueAt }];
  },
  async run(tx, key) {
    const day = key.split(':')[1] ?? '';
    const { offered } = await getSetting(tx, 'payment-ways');
    for (const provider of askedProviders.filter((name) => offered.includes(name))) {
      const body = { do: 'compare' as const, day };
      await leaveForDesk(tx, { provider, key: `compare:${day}`, kind: 'compare', line: `compare:${day}`, body });
    }
  },
};

export const paymentSchedules: Schedule[] = [askSchedule, expireSchedule, compareSchedule];
