import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { refusal } from "../refusal";
import type { ChartPin } from "../versions";
import { readLock } from "./chart-lock";

/** Where chart archives lie, git-ignored; `make charts` fills it. */
export const chartFolder = join(__dirname, "..", ".charts");

/** The archive's name, as every chart registry serves it. */
export const archiveName = ({ name, version }: ChartPin): string => `${name}-${version}.tgz`;

/** sha256 of a file, in hex. */
export const digestOf = (file: string): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex");

/**
 * A pinned chart's archive, checked against charts/lock.json. The path is relative to the running
 * program: an absolute one would be a change on every other machine.
 * @throws a refusal when the archive is missing, is not locked, or has other bytes
 */
export function pinnedChart(pin: ChartPin): string {
  const locked = readLock().charts[pin.name];
  if (locked?.version !== pin.version)
    throw refusal(
      `charts/lock.json: ${pin.name} is locked at ${locked?.version ?? "no version"}, ` +
        `and versions.ts needs ${pin.version}; run: make charts FROM=<folder, URL or oci://…>`,
    );
  const archive = join(chartFolder, archiveName(pin));
  if (!existsSync(archive))
    throw refusal(`.charts/${archiveName(pin)}: the chart is missing; run: make charts`);
  const found = digestOf(archive);
  if (found !== locked.sha256)
    throw refusal(
      `.charts/${archiveName(pin)}: its sha256 is ${found}, and charts/lock.json has ${locked.sha256}; ` +
        "remove the file and run: make charts",
    );
  return relative(process.cwd(), archive);
}
