import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { readLock, writeLock, type Lock } from "../charts/chart-lock";
import { archiveName, chartFolder, digestOf } from "../charts/pinned-chart";
import { charts, type ChartPin } from "../versions";
import { fetchChart } from "./chart-source";
import { UsageError } from "./checkout";
import type { ChartAccess } from "./helm";
import { packageStandIn } from "./stand-in";
import { say } from "./say";

const pins: readonly ChartPin[] = Object.values(charts);

/**
 * Puts every pinned chart into .charts as charts/lock.json has it.
 * @throws UsageError that names both digests where they differ, or what is missing
 */
export async function ensureCharts(access: ChartAccess): Promise<void> {
  const lock = readLock();
  mkdirSync(chartFolder, { recursive: true });
  const standIns = pins.filter(({ name }) => lock.charts[name]?.source === undefined);
  if (standIns.length > 0)
    say(
      `charts: stand-ins for ${standIns.map(({ name }) => name).join(", ")}, not the real ones (make charts FROM=…)`,
    );
  const problems: string[] = [];
  for (const pin of pins) {
    const problem = await ensureChart(pin, lock, access);
    if (problem !== undefined) problems.push(problem);
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

/**
 * Fetches every pinned chart and writes what came into the lock, for a person to review as a diff.
 * @throws UsageError when the source does not have one of them; then nothing is changed
 */
export async function lockCharts(from: string, access: ChartAccess): Promise<void> {
  mkdirSync(chartFolder, { recursive: true });
  const lock: Lock = { charts: {} };
  const arrived: [string, string][] = [];
  try {
    for (const pin of pins) {
      const archive = join(chartFolder, archiveName(pin));
      const incoming = incomingFor(archive);
      arrived.push([incoming, archive]);
      const source = await obtain(pin, from, incoming, access);
      lock.charts[pin.name] = { version: pin.version, ...source, sha256: digestOf(incoming) };
    }
    for (const [incoming, archive] of arrived) renameSync(incoming, archive);
  } finally {
    for (const [incoming] of arrived) rmSync(incoming, { force: true });
  }
  writeLock(lock);
  for (const [name, { version, sha256 }] of Object.entries(lock.charts))
    say(`charts: ${name} ${version} sha256 ${sha256}`);
  say("charts: review and commit the change of charts/lock.json");
}

/** The word that stands for the stand-ins, to come back to them. */
const standInSource = "stand-ins";

async function obtain(pin: ChartPin, from: string, file: string, access: ChartAccess) {
  if (from === standInSource) {
    await packageStandIn(pin, file);
    return {};
  }
  return { source: await fetchChart(pin, from, file, access) };
}

async function ensureChart(
  pin: ChartPin,
  lock: Lock,
  access: ChartAccess,
): Promise<string | undefined> {
  const archive = join(chartFolder, archiveName(pin));
  const locked = lock.charts[pin.name];
  if (locked?.version !== pin.version)
    return (
      `charts/lock.json: ${pin.name} is locked at ${locked?.version ?? "no version"}, and versions.ts ` +
      `needs ${pin.version}; run: make charts FROM=<folder, URL or oci://…>`
    );
  if (hasDigest(archive, locked.sha256)) return undefined;
  const incoming = incomingFor(archive);
  try {
    await obtain(pin, locked.source ?? standInSource, incoming, access);
    const found = digestOf(incoming);
    if (found !== locked.sha256)
      return (
        `${pin.name} ${pin.version} from ${locked.source ?? "charts/"} has sha256 ${found}, and charts/lock.json ` +
        `has ${locked.sha256}; if the new one is right, run: make charts FROM=${locked.source ?? standInSource}`
      );
    renameSync(incoming, archive);
    return undefined;
  } finally {
    rmSync(incoming, { force: true });
  }
}

/** Of this process alone, since commands may run side by side. */
const incomingFor = (archive: string): string => `${archive}.${String(process.pid)}.incoming`;

function hasDigest(file: string, sha256: string): boolean {
  try {
    return digestOf(file) === sha256;
  } catch {
    return false;
  }
}
