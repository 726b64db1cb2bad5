/** One figure of ours beside the same figure of a baseline, taken in turn in one run. */
export type Row = {
  name: string;
  unit: string;
  /** The largest ratio ours / baseline that holds. */
  aim: number;
  /** Why it misses, when it does: said beside the figure. */
  reason?: string;
  rounds: number;
  /** Gets the two sides ready; each call of a side is one measured round. */
  prepare(): Promise<{ ours: () => Promise<number>; baseline: () => Promise<number>; close(): Promise<void> }>;
};

export type Result = {
  row: string;
  ours: number;
  baseline: number;
  ratio: number;
  unit: string;
  aim: number;
  holds: boolean;
  reason?: string;
};

/** Runs both sides in turn, A B A B …, after one round of each that does not count; medians are kept. */
export async function measure(row: Row): Promise<Result> {
  const sides = await row.prepare();
  const ours: number[] = [];
  const baseline: number[] = [];
  try {
    await sides.ours();
    await sides.baseline();
    for (let round = 0; round < row.rounds; round += 1) {
      ours.push(await sides.ours());
      baseline.push(await sides.baseline());
    }
  } finally {
    await sides.close();
  }
  const ratio = median(ours) / median(baseline);
  const holds = ratio <= row.aim;
  return {
    row: row.name,
    ours: round(median(ours)),
    baseline: round(median(baseline)),
    ratio: round(ratio),
    unit: row.unit,
    aim: row.aim,
    holds,
    ...(holds || !row.reason ? {} : { reason: row.reason }),
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
