/** One figure of ours beside the same figure of a baseline, taken in turn in one run. */
export type Row = {
  name: string;
  unit: string;
  /** The largest ratio ours / baseline that holds. */
  aim: number;
  /** Where the promise is a figure and no ratio: the largest value of ours that holds, whatever the baseline does. */
  most?: number;
  /** Why it misses, when it does: said beside the figure. */
  reason?: string;
  rounds: number;
  /** Gets the two sides ready; each call of a side is one measured round. */
  prepare(): Promise<Sides>;
};

export type Sides = {
  ours: () => Promise<number>;
  baseline: () => Promise<number>;
  /** What was wrong beside the figure, asked when all rounds are over: the row misses when there is any. */
  complain?: () => Promise<string[]>;
  /** What the figure is made of, a line each. */
  details?: () => string[];
  close(): Promise<void>;
};

export type Result = {
  row: string;
  ours: number;
  baseline: number;
  ratio: number;
  unit: string;
  aim: number;
  most?: number;
  holds: boolean;
  reason?: string;
  details?: string[];
};

/** Runs both sides in turn, A B A B …, after one round of each that does not count; medians are kept. */
export async function measure(row: Row): Promise<Result> {
  const sides = await row.prepare();
  const ours: number[] = [];
  const baseline: number[] = [];
  let complaints: string[] = [];
  try {
    await sides.ours();
    await sides.baseline();
    for (let round = 0; round < row.rounds; round += 1) {
      ours.push(await sides.ours());
      baseline.push(await sides.baseline());
    }
    complaints = (await sides.complain?.()) ?? [];
  } finally {
    await sides.close();
  }
  return judge(row, median(ours), median(baseline), complaints, sides.details?.() ?? []);
}

function judge(row: Row, ours: number, baseline: number, complaints: string[], details: string[]): Result {
  const ratio = ours / baseline;
  const isSmall = row.most === undefined ? ratio <= row.aim : ours <= row.most;
  const holds = isSmall && complaints.length === 0;
  const reasons = [...complaints, ...(!isSmall && row.reason ? [row.reason] : [])];
  return {
    row: row.name,
    ours: round(ours),
    baseline: round(baseline),
    ratio: round(ratio),
    unit: row.unit,
    aim: row.aim,
    ...(row.most === undefined ? {} : { most: row.most }),
    holds,
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
    ...(details.length === 0 ? {} : { details }),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** The value below which `share` (0–1) of them lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
