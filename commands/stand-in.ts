import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";

import type { ChartPin } from "../versions";
import { checkout, UsageError } from "./checkout";

/**
 * Packages a chart of the charts folder so that the same files give the same bytes on every machine:
 * sorted, without times and owners, and stored rather than compressed, because zlib's output differs
 * between builds of Node.
 * @throws UsageError when there is no stand-in for the chart
 */
export async function packageStandIn({ name }: ChartPin, file: string): Promise<void> {
  const charts = join(checkout, "charts");
  const paths = filesUnder(join(charts, name)).map((path) => join(name, path));
  if (paths.length === 0)
    throw new UsageError(
      `charts/${name}: there is no stand-in of this name; run: make charts FROM=…`,
    );
  // Every file 0644, whatever the umask of the checkout.
  const onWriteEntry = (entry: { stat?: { mode: number } }) => {
    if (entry.stat) entry.stat.mode = 0o100644;
  };
  const options = { cwd: charts, file, portable: true, noMtime: true, gzip: { level: 0 } };
  await create({ ...options, onWriteEntry }, paths);
}

/** Sorted by code unit, so that no locale decides. */
function filesUnder(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  } catch {
    return [];
  }
}
