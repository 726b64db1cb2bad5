import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';

/** A flat that typed words may mean. */
export type FlatHit = { unitId: string; buildingCode: string; address: string; number: string; type: string };

/**
 * The flats behind what a colleague types: `12-57`, `12 57`, `12/57` (the building's code or house number, then the flat), or
 * `57` alone. The building's own code counts more than a house number; several hits are a choice for who asked.
 */
export async function findFlats(ctx: Ctx, actor: Actor, typed: string, limit = 10): Promise<FlatHit[]> {
  mustBeAllowed(actor.kind === 'system' || (actor.kind === 'staff' && actor.roles.length > 0));
  const words = typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const number = words.at(-1);
  if (!number) return [];
  const before = words.slice(0, -1);
  const house = before.length > 0 ? before.join('-') : null;
  const houseNumber = before.at(-1) ?? null;
  return ctx.db.$queryRaw<FlatHit[]>`
    with hits as (
      select u.id as "unitId", b.code as "buildingCode", b.address, u.number, u.type,
        case when ${house}::text is null then 1 when lower(b.code) = ${house} then 2
          when lower(b.code) = ${houseNumber} then 1
          when regexp_like(lower(b.address), '(^|[^0-9a-zа-я])' || ${houseNumber}::text || '([^0-9a-zа-я]|$)') then 1
          else 0 end as fit
      from unit u join building b on b.id = u.building_id
      where lower(u.number) = ${number} and b.archived_at is null
    )
    select "unitId", "buildingCode", address, number, type from hits
    where fit > 0 and fit = (select max(fit) from hits)
    order by address, type = 'flat' desc, number limit ${limit}`;
}
