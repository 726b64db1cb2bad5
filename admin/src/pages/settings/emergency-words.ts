/** The dangers a resident chooses among, in the order of their list. */
const dangers = ['gas', 'flood', 'fire', 'stuck', 'power'] as const;
type Danger = (typeof dangers)[number];

export type EmergencyNumber = { danger: Danger; phone: string };
/** What stands in the fields: `104, 112`. */
export type Numbers = Record<Danger, string>;

/** Numbers of each danger in a field, the first to call first. */
export function sayNumbers(all: readonly EmergencyNumber[]): Numbers {
  const of = (danger: Danger) => all.filter((one) => one.danger === danger).map((one) => one.phone);
  return Object.fromEntries(dangers.map((danger) => [danger, of(danger).join(', ')])) as Numbers;
}

/** The same back: each number once, in the order in which they were typed. */
export function readNumbers(typed: Numbers): EmergencyNumber[] {
  return dangers.flatMap((danger) => {
    const phones = typed[danger].split(/[,;]/).map((phone) => phone.trim());
    return [...new Set(phones.filter((phone) => phone !== ''))].map((phone) => ({ danger, phone }));
  });
}
