import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

import { archiveName } from "../charts/pinned-chart";
import type { ChartPin } from "../versions";
import { localFolder, UsageError } from "./checkout";
import { Helm, type ChartAccess } from "./helm";

/**
 * Brings one chart archive from a folder, a chart repository or an OCI registry.
 * @returns the source as the lock is to name it
 * @throws UsageError with what helm said
 */
export async function fetchChart(
  pin: ChartPin,
  from: string,
  file: string,
  access: ChartAccess,
): Promise<string> {
  if (!/^[a-z]+:\/\//.test(from)) return copyFromFolder(pin, from, file);
  if (!/^(oci|https?):\/\//.test(from))
    throw new UsageError(
      `FROM=${from}: is neither a folder nor an oci://, https:// or http:// address`,
    );
  const home = mkdtempSync(join(localFolder, "helm-"));
  try {
    const pull = from.startsWith("oci://") ? pullFromRegistry : pullFromRepository;
    await pull(pin, from.replace(/\/+$/, ""), new Helm(access, home));
    renameSync(join(home, archiveName(pin)), file);
    return from;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A folder is named by what it is and not where: its path means nothing on another machine. */
function copyFromFolder(pin: ChartPin, from: string, file: string): string {
  const archive = join(resolve(from), archiveName(pin));
  if (from === folderSource || !existsSync(archive))
    throw new UsageError(
      from === folderSource
        ? `.charts/${archiveName(pin)}: is missing or changed, and was locked from a folder; run: make charts FROM=<that folder>`
        : `FROM=${from}: has no ${archiveName(pin)}; put it there, or pull it with helm`,
    );
  copyFileSync(archive, file);
  return folderSource;
}

const folderSource = "folder";

async function pullFromRegistry(
  { name, version }: ChartPin,
  from: string,
  helm: Helm,
): Promise<void> {
  const host = new URL(from.replace("oci:", "https:")).host;
  await helm.login(["registry", "login", host]);
  await helm.run(["pull", `${from}/${name}`, "--version", version]);
}

async function pullFromRepository(
  { name, version }: ChartPin,
  from: string,
  helm: Helm,
): Promise<void> {
  await helm.login(["repo", "add", "source", from], true);
  await helm.run(["pull", `source/${name}`, "--version", version]);
}
