import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readLock } from "../charts/chart-lock";
import { crdParts } from "../cluster/crd-parts";
import { certificateStages } from "../toolchain/cluster-stages";
import { standInCrds } from "./foreign-crds";
import type { LocalStack } from "./local-stack";
import { say } from "./say";
import { stackValues } from "./stack-values";

/**
 * Brings the CRDs that a local stack needs: those of the crds project, unless this cluster has had them from
 * these very charts already, and stand-ins for those that others bring.
 * @throws UsageError with all that the engine said
 */
export async function applyCrds(
  { cluster, engine, stackFile, options }: LocalStack,
  flags: readonly string[],
): Promise<void> {
  const { owners: others, objects } = standInCrds(stackFile);
  if (objects.length > 0) {
    say(`stand-ins for the CRDs of ${others.join(" and ")}, not the real ones`);
    await cluster.apply(objects);
  }
  const parts = crdParts(stackValues(stackFile));
  const locked = readLock().charts;
  const sources = parts.map(({ chart, values }) => [locked[chart.name], values]);
  const stamp = join(options.folder, "crds");
  const wanted = `${await cluster.uid()} ${JSON.stringify(sources)}`;
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    const owners = listed(parts.map(({ owner }) => owner));
    say(`applying the CRDs of ${owners} (once per cluster and version)`);
    await engine.must(["up", "--yes", "--skip-preview", ...flags], "crds");
    writeFileSync(stamp, wanted);
  }
  const names = [
    ...parts.map(({ sample }) => sample),
    ...objects.map(({ metadata }) => metadata.name),
  ];
  if (names.includes("certificates.cert-manager.io")) await cluster.simulate(certificateStages());
}

const listed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((text) => text !== "").join(" and ");
