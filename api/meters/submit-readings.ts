import { attachFiles } from '#api/conversations/attachments.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction, once, type TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { type PlainDate, shiftPeriod, toDateColumn, today, type YearMonth } from '#api/core/time.ts';
import { flatAccess } from '#api/residents/access.ts';
import { type CheckedMeter, checkReading, looksSwapped } from './check.ts';
import { asChecked, findMeterRows, type MeterRow, plain } from './meter-rows.ts';
import type { AcceptedReading, Doubt, SubmitReadingsInput, SubmitReadingsResult } from './schema.ts';
import { windowAround } from './window.ts';
import { chooseRule, findWindowRules } from './window-rules.ts';

type Judged = {
  meter: MeterRow;
  checked: CheckedMeter;
  values: string[];
  period: YearMonth;
  late: boolean;
  consumption: string[] | null;
  doubt: Doubt | null;
};

/**
 * Takes readings of a flat's meters, in or out of the window: none is dropped. Outside it a reading counts for the next period, and
 * `late` says when the window before was missed. A second reading for a period supersedes the first, whose row stays. Doubtful
 * values change nothing until `confirmed`; all readings of a call land together or none.
 * Refuses: flat.not-found, not-allowed, meter.not-found, meter.bad-value { meterId, why, zone, limit }, meter.photo-needed
 * { meterId } (confirmed, more than ten times the plausible use, no file). Emits `readings.submitted`.
 */
export async function submitReadings(
  ctx: Ctx,
  actor: Actor,
  input: SubmitReadingsInput,
): Promise<SubmitReadingsResult> {
  const flat = await flatAccess(ctx, actor, input.unitId, 'meters');
  return inTransaction(ctx, async (tx) => {
    // Two people of one flat may send at the same moment: one after the other, so the later supersedes.
    await tx.db.$queryRaw`select id from meter where unit_id = ${input.unitId}::uuid order by id for update`;
    const day = today(tx, flat.timeZone);
    const judged = await judge(tx, input, flat.buildingId, day);
    const doubts = withSwaps(judged);
    if (doubts.length > 0 && input.confirmed !== true) return { status: 'confirm', doubts };
    const unproven = doubts.find((doubt) => doubt.needsPhoto);
    if (unproven && (input.files ?? []).length === 0) {
      throw new AppError('meter.photo-needed', { meterId: unproven.meterId });
    }
    const write = () => writeReadings(tx, actor, input, judged, doubts, day);
    if (input.onceKey === undefined) return { status: 'accepted', items: await write() };
    const first = await once(tx, input.onceKey, write);
    return { status: 'accepted', items: first.done ? first.result : asTheyWere(judged) };
  });
}

/** Checks every reading alone; throws for what cannot stand on its meter. */
async function judge(tx: TxCtx, input: SubmitReadingsInput, buildingId: string, day: PlainDate): Promise<Judged[]> {
  const [rules, rows] = [await findWindowRules(tx, buildingId), await findMeterRows(tx, input.unitId, day.toString())];
  const known = new Map(rows.map((row) => [row.id, row]));
  const seen = new Set<string>();
  return input.readings.map(({ meterId, values }) => {
    const meter = known.get(meterId);
    if (!meter || seen.has(meterId)) throw new AppError('meter.not-found', { meterId });
    seen.add(meterId);
    const window = windowAround(chooseRule(rules, meter.resource), day);
    const checked = asChecked(meter, window.period);
    const given = values.map((value) => value.trim().replace(',', '.'));
    const check = checkReading(checked, given);
    if (check.status === 'refuse') {
      throw new AppError('meter.bad-value', {
        meterId,
        why: check.why,
        zone: check.zone,
        limit: check.limit ?? null,
        value: values[check.zone - 1] ?? '',
      });
    }
    const missed = shiftPeriod(window.period, -1);
    const late =
      window.state !== 'open' &&
      checked.previous !== null &&
      !meter.readings.some((reading) => reading.period >= missed);
    return {
      meter,
      checked,
      values: given.map(plain),
      period: window.period,
      late,
      consumption: check.consumption,
      doubt: check.status === 'confirm' ? check.doubt : null,
    };
  });
}

/** The doubts of all readings; cold and hot that fit each other better are one doubt about both. */
function withSwaps(judged: readonly Judged[]): Doubt[] {
  const single = judged.filter((one) => one.meter.zones === 1);
  const cold = single.filter((one) => one.meter.resource === 'cold-water');
  const hot = single.filter((one) => one.meter.resource === 'hot-water');
  for (const one of cold) {
    for (const other of hot) {
      const pair = [one, other].map(({ checked, values }) => ({ meter: checked, value: values[0] ?? '' }));
      const [a, b] = pair;
      if (!a || !b || !looksSwapped(a, b)) continue;
      one.doubt = swapDoubt(one, other);
      other.doubt = swapDoubt(other, one);
    }
  }
  return judged.flatMap((one) => (one.doubt ? [one.doubt] : []));
}

function swapDoubt(one: Judged, other: Judged): Doubt {
  return {
    meterId: one.meter.id,
    why: 'swapped',
    zone: 1,
    given: one.values[0] ?? '',
    previous: one.checked.previous?.[0] ?? '',
    consumption: null,
    usual: one.checked.usual?.[0] ?? null,
    needsPhoto: false,
    otherMeterId: other.meter.id,
  };
}

async function writeReadings(
  tx: TxCtx,
  actor: Actor,
  input: SubmitReadingsInput,
  judged: readonly Judged[],
  doubts: readonly Doubt[],
  day: PlainDate,
): Promise<AcceptedReading[]> {
  const now = tx.now();
  for (const { meter, period } of judged) {
    await tx.db.reading.updateMany({
      where: { meterId: meter.id, countsForPeriod: period, state: { in: ['accepted', 'doubtful'] } },
      data: { state: 'superseded' },
    });
  }
  const items = judged.map((one): AcceptedReading => {
    const doubt = doubts.find(({ meterId }) => meterId === one.meter.id);
    return {
      readingId: newId(now),
      meterId: one.meter.id,
      values: one.values,
      consumption: one.consumption,
      countsForPeriod: one.period,
      late: one.late,
      // Passing zero explains itself; the other doubts stay for staff to look at, and the reading counts meanwhile.
      state: doubt && doubt.why !== 'rollover' ? 'doubtful' : 'accepted',
    };
  });
  await tx.db.reading.createMany({
    data: items.map((item) => ({
      id: item.readingId,
      meterId: item.meterId,
      values: item.values,
      takenOn: toDateColumn(day),
      countsForPeriod: item.countsForPeriod,
      isLate: item.late,
      source: input.source,
      residentId: actor.kind === 'resident' ? actor.residentId : null,
      staffId: actor.kind === 'staff' ? actor.staffId : null,
      state: item.state,
      doubt: doubts.find(({ meterId }) => meterId === item.meterId)?.why ?? null,
      createdAt: now,
    })),
  });
  const proven = items.find((item) => item.state === 'doubtful') ?? items[0];
  if (proven && input.files && input.files.length > 0) {
    await attachFiles(tx, { owner: { readingId: proven.readingId }, purpose: 'reading', files: input.files });
  }
  await emit(tx, {
    kind: 'readings.submitted',
    data: { unitId: input.unitId, readingIds: items.map((item) => item.readingId) },
  });
  return items;
}

/** What an earlier call with the same key left behind; empty when a later import took the readings away. */
function asTheyWere(judged: readonly Judged[]): AcceptedReading[] {
  return judged.flatMap(({ meter, period, consumption }) => {
    const kept = meter.readings.find((reading) => reading.period === period);
    if (!kept) return [];
    return {
      readingId: kept.id,
      meterId: meter.id,
      values: kept.values.map(plain),
      consumption,
      countsForPeriod: period,
      late: kept.isLate,
      state: kept.state,
    };
  });
}
