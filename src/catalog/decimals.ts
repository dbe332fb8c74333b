/** A decimal: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The decimal in the number's JSON text: the shortest that means this number, as its author wrote it. */
function decimalOf(number: number): Decimal {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(-?\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(JSON.stringify(number)) ?? [];
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/**
 * A test for multiples of a step, both as the decimals that they are written as. Binary numbers are no judge of that: of
 * 0.01, neither 0.07 nor 1.13 is a multiple among them.
 */
export function multiplesOf(step: number): (number: number) => boolean {
  const { digits, exponent } = decimalOf(step);
  return (number) => {
    const value = decimalOf(number);
    const unit = Math.min(value.exponent, exponent);
    const inUnits = (decimal: bigint, from: number): bigint => decimal * 10n ** BigInt(from - unit);
    return inUnits(value.digits, value.exponent) % inUnits(digits, exponent) === 0n;
  };
}

const plain = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 100 });

/** A number as people write it: 0.0000001 and not 1e-7. */
export function decimalText(number: number): string {
  const text = JSON.stringify(number);
  return Math.abs(number) < 1e21 && Math.abs(number) > 1e-21 ? plain.format(text as Intl.StringNumericLiteral) : text;
}
