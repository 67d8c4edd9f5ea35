const nanosPerUnit = 10n ** 9n;

/** From the smallest decimal suffix, in steps of a thousand. */
const decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
/** In steps of 1024. */
const binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

const shape = /^([+-]?)(\d*)(?:\.(\d*))?(n|u|m|k|M|G|T|P|E|[KMGTPE]i|)$/;

/**
 * A quantity as the operator writes it back: `1000m` is `1`, `0.5Gi` is `512Mi`, finer than a nano is
 * rounded up. What is no plain quantity (`1e3` among them) stays as it is.
 */
export function canonicalQuantity(given: string | number): string {
  const text = String(given);
  const [, sign = "", whole = "", fraction = "", suffix = ""] = shape.exec(text) ?? [];
  if (whole + fraction === "") return text;
  const digits = BigInt(whole + fraction);
  const nanos = roundedUp(digits * nanosIn(suffix), 10n ** BigInt(fraction.length));
  const written = suffix.endsWith("i") ? binary(nanos) : decimal(nanos);
  return sign === "-" && nanos !== 0n ? `-${written}` : written;
}

function nanosIn(suffix: string): bigint {
  return suffix.endsWith("i")
    ? nanosPerUnit * 1024n ** BigInt(binarySuffixes.indexOf(suffix))
    : 1000n ** BigInt(decimalSuffixes.indexOf(suffix));
}

const roundedUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/** Below 1024 and for broken numbers of bytes Kubernetes falls back to decimal suffixes. */
function binary(nanos: bigint): string {
  if (nanos % nanosPerUnit !== 0n || nanos < 1024n * nanosPerUnit) return decimal(nanos);
  return shortest(nanos / nanosPerUnit, 1024n, binarySuffixes);
}

const decimal = (nanos: bigint): string =>
  nanos === 0n ? "0" : shortest(nanos, 1000n, decimalSuffixes);

/** The largest suffix that leaves a whole number. */
function shortest(value: bigint, step: bigint, suffixes: readonly string[]): string {
  let rest = value;
  let index = 0;
  while (rest % step === 0n && index < suffixes.length - 1) {
    rest /= step;
    index += 1;
  }
  return `${rest}${suffixes[index] ?? ""}`;
}
