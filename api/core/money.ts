/** How money looks on the wire. */
export type MoneyOnWire = { minor: string; currency: string };

export function moneyOnWire(minor: bigint, currency: string): MoneyOnWire {
  return { minor: minor.toString(), currency };
}

/**
 * Splits `total` in proportion to `weights` (whole, not negative, at least one above zero) so that the parts add up to
 * it exactly: the kopecks left over go to the largest remainders, earlier parts first.
 */
export function splitMinor(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must add up to more than zero');
  const sign = total < 0n ? -1n : 1n;
  const whole = total * sign;
  const parts = weights.map((weight) => (whole * weight) / sum);
  const remainders = weights.map((weight, index) => ({ index, rest: (whole * weight) % sum }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = whole - parts.reduce((all, part) => all + part, 0n);
  for (const { index } of remainders) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => part * sign);
}

/**
 * `volume × tariff` in minor units, rounded half away from zero. Both are decimal texts (`'54'`, `'52.89'`);
 * the tariff is in major units of a currency with `exponent` decimals.
 */
export function charge(volume: string, tariff: string, exponent = 2): bigint {
  const a = decimal(volume);
  const b = decimal(tariff);
  return roundedDivide(a.digits * b.digits * 10n ** BigInt(exponent), 10n ** BigInt(a.scale + b.scale));
}

/** `a − b` of two decimal texts, exactly. */
export function minusDecimal(a: string, b: string): string {
  const [left, right] = [decimal(a), decimal(b)];
  const scale = Math.max(left.scale, right.scale);
  const digits = left.digits * 10n ** BigInt(scale - left.scale) - right.digits * 10n ** BigInt(scale - right.scale);
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return digits < 0n ? `-${whole}` : whole;
}

/** Minor units of a decimal text such as `13083.67` or `13 083,67`; null when it is no sum or has too many decimals. */
export function parseMinor(text: string, exponent = 2): bigint | null {
  const clean = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^-?\d{1,15}(\.\d+)?$/.test(clean)) return null;
  const { digits, scale } = decimal(clean);
  if (scale > exponent) return null;
  return digits * 10n ** BigInt(exponent - scale);
}

function decimal(text: string): { digits: bigint; scale: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return { digits: BigInt(`${match[1] ?? ''}${match[2] ?? '0'}${fraction}`), scale: fraction.length };
}

function roundedDivide(value: bigint, by: bigint): bigint {
  const sign = value < 0n ? -1n : 1n;
  return (sign * (value * sign * 2n + by)) / (by * 2n);
}
