import { PlainDate, shiftPeriod, type YearMonth } from '#api/core/time.ts';
import type { RowProblem } from '#api/imports/target.ts';
import { checkReading } from '../check.ts';
import { asChecked, type CountedReading, type MeterRow, plain } from '../meter-rows.ts';
import type { Doubt } from '../schema.ts';
import { windowAround } from '../window.ts';
import { chooseRule, type PlacedRule } from '../window-rules.ts';

/** What becomes of a reading of a file: why it is refused, or how it lands. */
export type Verdict =
  | { problem: RowProblem }
  | {
      meterId: string;
      values: string[];
      takenOn: string;
      period: YearMonth;
      isLate: boolean;
      doubt: Doubt['why'] | null;
      /** The reading that counts for this month now. */
      standing: CountedReading | undefined;
    };

/**
 * Looks at one reading of a file as at one that a person gave on that day. Nobody is there to be asked, so what is doubtful lands and
 * is marked; ten times more than is plausible does not.
 */
export function judgeReading(
  meter: MeterRow,
  rules: readonly PlacedRule[],
  { takenOn, values }: { takenOn: string; values: readonly string[] },
): Verdict {
  const window = windowAround(chooseRule(rules, meter.resource), PlainDate.from(takenOn));
  const checked = {
    ...asChecked(meter, window.period),
    isRetired: meter.retiredOn !== null && meter.retiredOn <= takenOn,
  };
  const check = checkReading(checked, values);
  if (check.status === 'refuse') {
    return {
      problem: { code: `meter.bad-value-${check.why}`, values: { zone: check.zone, limit: check.limit ?? null } },
    };
  }
  const doubt = check.status === 'confirm' ? check.doubt : null;
  if (doubt?.needsPhoto) {
    return {
      problem: { code: 'import.reading-implausible', values: { given: doubt.given, previous: doubt.previous } },
    };
  }
  const missed = shiftPeriod(window.period, -1);
  const isLate =
    window.state !== 'open' && checked.previous !== null && !meter.readings.some(({ period }) => period >= missed);
  return {
    ...{
      meterId: meter.id,
      values: values.map(plain),
      takenOn,
      period: window.period,
      isLate,
      doubt: doubt?.why ?? null,
    },
    standing: meter.readings.find(({ period }) => period === window.period),
  };
}
