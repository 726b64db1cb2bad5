import type { TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';

/**
 * Takes the meters of a file away again and gives those it changed back what they were. Refuses `import.meters-read` { count } when
 * readings were taken of meters that it brought, and `import.meters-changed` { count } when a later file changed its meters.
 */
export async function undoMeters(tx: TxCtx, batchId: string): Promise<void> {
  await refuseEntangled(tx, batchId);
  await tx.db.$executeRaw`
    update meter m set place = w.place, digits = w.digits, decimals = w.decimals, unit_of_measure = w.unit_of_measure,
      installed_on = w.installed_on, verified_on = w.verified_on, next_verification_on = w.next_verification_on,
      retired_on = w.retired_on
    from import_row r cross join lateral jsonb_populate_record(null::meter, r."values"->'was') w
    where r.batch_id = ${batchId}::uuid and r.error is null and r."values" ? 'was' and m.id = w.id`;
  await tx.db.$executeRaw`
    delete from meter m using import_row r where r.batch_id = ${batchId}::uuid and r.error is null
      and r."values" ? 'meterId' and not r."values" ? 'was' and m.id = (r."values"->>'meterId')::uuid`;
}

async function refuseEntangled(tx: TxCtx, batchId: string): Promise<void> {
  const [found] = await tx.db.$queryRaw<{ read: number; changed: number }[]>`
    with mine as (
      select (r."values"->>'meterId')::uuid as id, r."values" ? 'was' as is_changed, b.applied_at
      from import_row r join import_batch b on b.id = r.batch_id
      where r.batch_id = ${batchId}::uuid and r.error is null and r."values" ? 'meterId')
    select
      (count(*) filter (where not is_changed and exists (select 1 from reading x where x.meter_id = mine.id)))::int as read,
      (count(*) filter (where exists (select 1 from import_batch b join import_row r on r.batch_id = b.id
        where b.target = 'meters' and b.state = 'applied' and b.applied_at > mine.applied_at and r.error is null
          and r."values"->>'meterId' = mine.id::text)))::int as changed
    from mine`;
  const { read = 0, changed = 0 } = found ?? {};
  if (changed > 0) throw new AppError('import.meters-changed', { count: changed });
  if (read > 0) throw new AppError('import.meters-read', { count: read });
}
