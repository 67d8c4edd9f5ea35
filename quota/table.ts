import { formatBytes, formatCores, formatCount, parseQuantity } from "./quantity";
import type { QuotaPlan } from "./plan";
import type { Quota } from "./profiles";

/** An amount as people write it for this key of a quota, rounded up where they could not read it. */
export function formatAmount(key: string, nanos: bigint): string {
  if (/(^|\.)cpu$/.test(key)) return formatCores(nanos);
  return /memory$|storage$|hugepages-/.test(key) && !key.startsWith("count/")
    ? formatBytes(nanos)
    : formatCount(nanos);
}

/** What each component takes of these keys, the total and the quota, in aligned columns. */
export function quotaTable(plan: QuotaPlan, keys: readonly string[], quota: Quota): string[] {
  const amounts = (used: Readonly<Record<string, bigint>>) =>
    keys.map((key) => formatAmount(key, used[key] ?? 0n));
  const takers = plan.rows.filter(({ used }) => keys.some((key) => (used[key] ?? 0n) > 0n));
  return aligned([
    ["", "replicas", ...keys],
    ...takers.map(({ name, replicas, used }) => [name, String(replicas), ...amounts(used)]),
    ["total", "", ...amounts(plan.total)],
    ["quota", "", ...keys.map((key) => sameUnit(key, quota.hard[key] ?? "0"))],
  ]);
}

/** As the others in its column; as it is written where that would round it. */
function sameUnit(key: string, written: string): string {
  const formatted = formatAmount(key, parseQuantity(written));
  return parseQuantity(formatted) === parseQuantity(written) ? formatted : written;
}

/** Names to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths?.[column] ?? 0) : cell.padStart(widths?.[column] ?? 0),
      )
      .join("  "),
  );
}
