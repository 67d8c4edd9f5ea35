const nano = 10n ** 9n;
const mebi = 2n ** 20n;

/** How many nanos one of each is: a nano is the finest that Kubernetes tells apart. */
const suffixes: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 1000n,
  m: 1000n ** 2n,
  "": nano,
  k: nano * 1000n,
  M: nano * 1000n ** 2n,
  G: nano * 1000n ** 3n,
  T: nano * 1000n ** 4n,
  P: nano * 1000n ** 5n,
  E: nano * 1000n ** 6n,
  Ki: nano * 1024n,
  Mi: nano * mebi,
  Gi: nano * 1024n ** 3n,
  Ti: nano * 1024n ** 4n,
  Pi: nano * 1024n ** 5n,
  Ei: nano * 1024n ** 6n,
};

/**
 * A Kubernetes quantity in nanos of its unit (core, byte, piece), exactly; finer parts are rounded up, as
 * Kubernetes does. @kubernetes/client-node has a parser too, which takes no `1.5Gi` and counts in floats.
 * @throws for anything else, the exponents that the schema refuses included
 */
export function parseQuantity(text: string): bigint {
  const [, whole = "", fraction = "", suffix = ""] = /^(\d*)\.?(\d*)([A-Za-z]*)$/.exec(text) ?? [];
  const factor = Object.hasOwn(suffixes, suffix) ? suffixes[suffix] : undefined;
  if (whole + fraction === "" || factor === undefined) throw new Error(`"${text}" is no quantity`);
  return dividedUp(BigInt(whole + fraction) * factor, 10n ** BigInt(fraction.length));
}

/** The greater of two quantities, as it was written. */
export const greater = (a: string, b: string): string =>
  parseQuantity(a) < parseQuantity(b) ? b : a;

/** The smaller of two quantities, as it was written. */
export const smaller = (a: string, b: string): string =>
  parseQuantity(b) < parseQuantity(a) ? b : a;

/** Cores, as in `2` or `1350m`; rounded up to the millicores in which Kubernetes counts them. */
export function formatCores(nanos: bigint): string {
  const millis = dividedUp(nanos, nano / 1000n);
  return millis % 1000n === 0n ? String(millis / 1000n) : `${millis}m`;
}

/** Bytes in `Mi`, rounded up: one unit for all, so that a column of them can be compared. */
export const formatBytes = (nanos: bigint): string => `${dividedUp(nanos, nano * mebi)}Mi`;

/** Whole things, rounded up. */
export const formatCount = (nanos: bigint): string => String(dividedUp(nanos, nano));

/** A number of whole things in nanos. */
export const pieces = (count: number): bigint => BigInt(count) * nano;

/** Whether it is a number of whole things. */
export const isWhole = (nanos: bigint): boolean => nanos % nano === 0n;

const dividedUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;
