/** A map as "key=value" of its sorted keys. */
export const pairs = (map: Readonly<Record<string, unknown>>): string =>
  Object.entries(map)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .sort()
    .join(",");
