/**
 * A set of points on a line, as the places where membership changes: in from the first on, out again from the
 * second on, and so forth. Strictly rising, of even length.
 */
export type Cuts<T extends number | bigint> = readonly T[];

/** The points that `keep` wants, told of each whether it is in `a` and in `b`; it never wants what is in neither. */
export function combine<T extends number | bigint>(
  a: Cuts<T>,
  b: Cuts<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): Cuts<T> {
  const result: T[] = [];
  let i = 0;
  let j = 0;
  let inside = false;
  for (;;) {
    const x = a[i];
    const y = b[j];
    const point = x === undefined || (y !== undefined && y < x) ? y : x;
    if (point === undefined) return result;
    if (x === point) i++;
    if (y === point) j++;
    const wanted = keep(i % 2 === 1, j % 2 === 1);
    if (wanted !== inside) result.push(point);
    inside = wanted;
  }
}

export const inEither = (inA: boolean, inB: boolean): boolean => inA || inB;
export const inBoth = (inA: boolean, inB: boolean): boolean => inA && inB;
export const onlyInFirst = (inA: boolean, inB: boolean): boolean => inA && !inB;

/** The unbroken stretches, each from its first point to the first one after it. */
export const stretches = <T extends number | bigint>(cuts: Cuts<T>): [start: T, end: T][] =>
  cuts.flatMap((start, index) => {
    const end = cuts[index + 1];
    return index % 2 === 1 || end === undefined ? [] : [[start, end] as [T, T]];
  });
