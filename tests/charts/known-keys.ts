/** A value that a chart's templates read though its values file does not name it. */
export interface AlsoRead {
  /** Dotted, as unknownKeys writes it; whatever lies under it is known too. */
  readonly path: string;
  /** Where the templates read it, for whoever wonders why it is listed. */
  readonly source: string;
}

/**
 * The paths in `values` that a chart would silently ignore, sorted: "controller.image.tga". A dot
 * inside a key is escaped as helm's --set wants it: "envoy.annotations.prometheus\.io/port".
 *
 * A map where the chart has none to merge it with (null, {}, a list or a plain value) counts as known
 * only where `alsoRead` lists it: an empty default does not say which keys are read. A list or plain
 * value in place of a chart's map is unknown, because helm drops it; null is known, because it
 * removes the key.
 */
export function unknownKeys(
  values: object,
  chartValues: object,
  alsoRead: readonly AlsoRead[],
): string[] {
  const listed = new Set(alsoRead.map(({ path }) => path));

  const visit = (value: unknown, inChart: unknown, path: string): string[] => {
    if (value === undefined || listed.has(path)) return [];
    if (!isMap(value)) return inChart === undefined || dropped(value, inChart) ? [path] : [];
    const children = Object.entries(value);
    if (children.length === 0) return inChart === undefined ? [path] : [];
    const known = isMap(inChart) ? inChart : {};
    return children.flatMap(([key, child]) => visit(child, own(known, key), join(path, key)));
  };

  return Object.entries(values)
    .flatMap(([key, value]) => visit(value, own(chartValues, key), join("", key)))
    .sort();
}

const isMap = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const dropped = (value: unknown, inChart: unknown): boolean => value !== null && isMap(inChart);

const own = (map: object, key: string): unknown =>
  Object.hasOwn(map, key) ? (map as Record<string, unknown>)[key] : undefined;

const join = (path: string, key: string): string => {
  const escaped = key.replaceAll(".", "\\.");
  return path === "" ? escaped : `${path}.${escaped}`;
};
