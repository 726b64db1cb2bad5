/** Volumes as whole ten-millionths (the seven decimals a Decimal(22,7) column keeps), so that sums are exact. */
const scale = 10n ** 7n;

/** `'45.6'` as ten-millionths. Throws a RangeError for what is no plain decimal with at most seven decimals. */
export function volumeOf(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,7})0*)?$/.exec(text);
  if (!match) throw new RangeError(`not a volume: ${text}`);
  const whole = BigInt(match[2] ?? '0') * scale + BigInt((match[3] ?? '').padEnd(7, '0'));
  return match[1] === '-' ? -whole : whole;
}

/** Ten-millionths as a plain decimal text without idle zeros: `'45.6'`, `'6'`. */
export function volumeText(volume: bigint): string {
  const sign = volume < 0n ? '-' : '';
  const whole = volume < 0n ? -volume : volume;
  const fraction = (whole % scale).toString().padStart(7, '0').replace(/0+$/, '');
  return `${sign}${whole / scale}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A whole number as a volume. */
export function wholeVolume(count: number): bigint {
  return BigInt(count) * scale;
}
