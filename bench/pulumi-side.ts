import { rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { LocalStack } from "../commands/local-stack";
import { Kubectl } from "./kubectl";
import { manifestsOf, type Manifest, type StackExport } from "./manifests";
import type { Place } from "./place";
import { seconds } from "./seconds";
import { countStateWrites, stateFile } from "./state-writes";
import { writeTenants } from "./tenants";

/** One run of the program on a cluster of its own; times in seconds. */
export interface PulumiRun {
  readonly up: number;
  readonly preview: number;
  /** How often `up` wrote the state file, and its size at the end in bytes. */
  readonly stateWrites: number;
  readonly stateBytes: number;
  /** What the stack holds: the other side applies the same. */
  readonly manifests: readonly Manifest[];
  readonly crds: readonly Manifest[];
}

/**
 * Applies the program and previews it unchanged, with the classes that `make up` uses, gate off.
 * @throws UsageError when the engine fails, or sees a change where there is none
 */
export async function runPulumi(place: Place, tenants: number): Promise<PulumiRun> {
  const { folder, stack, toolchain, nodes } = place;
  const local = new LocalStack({ stack, folder, clusterName: "bench", nodes, toolchain });
  try {
    await local.open();
    await local.applyCrds([]);
    writeTenants(join(folder, `Pulumi.${stack}.yaml`), tenants);
    const file = stateFile(folder, stack);
    let up = 0;
    const stateWrites = await countStateWrites(file, async () => {
      up = await seconds(() => local.engine.must(["up", "--yes", "--skip-preview"]));
    });
    const preview = await seconds(() => local.engine.must(["preview", "--expect-no-changes"]));
    const stateBytes = statSync(join(file.folder, file.name)).size;
    return { up, preview, stateWrites, stateBytes, ...(await contentOf(local)) };
  } finally {
    await local.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function contentOf(local: LocalStack): Promise<Pick<PulumiRun, "manifests" | "crds">> {
  // The only secrets in it are the dummies that a local stack is given.
  const text = await local.engine.must(["stack", "export", "--show-secrets"]);
  const { toolsDir } = local.options.toolchain;
  const kubectl = new Kubectl(toolsDir, local.kubeconfig);
  const live = JSON.parse(
    await kubectl.run(["get", "customresourcedefinitions", "--output=json"]),
  ) as { items: Manifest[] };
  return {
    manifests: manifestsOf(JSON.parse(text) as StackExport),
    crds: live.items.map(({ apiVersion, kind, metadata, spec }) => ({
      apiVersion,
      kind,
      metadata: { name: metadata.name },
      spec,
    })),
  };
}
