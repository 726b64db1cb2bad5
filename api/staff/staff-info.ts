import type { StaffRole } from '#api/core/actor.ts';
import { staffRoles } from '#api/core/actor.ts';
import type { Locale } from '#locales/translate.ts';
import { nearestLocale } from '#locales/translate.ts';
import type { StaffMember } from '#prisma/generated/client.ts';

/** A colleague as everybody on the staff may know them. */
export type StaffInfo = {
  id: string;
  name: string;
  email: string;
  slackUserId: string | null;
  authUserId: string | null;
  locale: Locale;
  roles: StaffRole[];
  trade: string | null;
  isOnShift: boolean;
  hasPhoto: boolean;
  isActive: boolean;
};

/** What the rows of the table look like to everybody else. */
export function presentStaff(row: StaffMember): StaffInfo {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    slackUserId: row.slackUserId,
    authUserId: row.authUserId,
    locale: nearestLocale(row.locale),
    roles: inOurOrder(row.roles),
    trade: row.trade,
    isOnShift: row.isOnShift,
    hasPhoto: row.photoFileId !== null,
    isActive: row.deactivatedAt === null,
  };
}

/** Known roles, in our order. */
export function inOurOrder(words: readonly string[]): StaffRole[] {
  return staffRoles.filter((role) => words.includes(role));
}
