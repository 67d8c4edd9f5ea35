/** Where a value is among others: keys and list positions from the top. */
export type Path = readonly PropertyKey[];

/** What is there; undefined where any step leads nowhere. */
export const valueAt = (values: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    values,
  );

/** The key as a message names it, as in tenants[0].name. */
export const keyText = (path: Path): string =>
  path
    .map((step) => (typeof step === "number" ? `[${String(step)}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
