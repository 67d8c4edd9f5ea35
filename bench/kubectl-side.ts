import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { LocalCluster } from "../toolchain/local-cluster";
import { Kubectl } from "./kubectl";
import { listOf, type Manifest } from "./manifests";
import type { Place } from "./place";
import type { PulumiRun } from "./pulumi-side";
import { seconds } from "./seconds";

/** One run of kubectl on a cluster of its own; times in seconds. */
export interface KubectlRun {
  readonly apply: number;
  readonly diff: number;
}

/**
 * Applies the same objects server-side, waits for what Pulumi waits for, and diffs them unchanged.
 * @throws what kubectl printed, when it fails or finds a difference
 */
export async function runKubectl(
  { folder, nodes, toolchain: { toolsDir } }: Place,
  { manifests, crds }: Pick<PulumiRun, "manifests" | "crds">,
): Promise<KubectlRun> {
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = new LocalCluster({
    name: "bench",
    folder: join(folder, "cluster"),
    kubeconfig,
    toolsDir,
    nodes,
    say: () => undefined,
  });
  try {
    await cluster.start();
    const kubectl = new Kubectl(toolsDir, kubeconfig);
    await kubectl.run(["apply", "--server-side", "-f", "-"], listOf(crds));
    await kubectl.run(["wait", "--for=condition=Established", "crd", "--all"]);
    // It holds a pull secret, if only a dummy.
    const file = join(folder, "objects.json");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, listOf(manifests), { mode: 0o600 });
    const apply = await seconds(async () => {
      await kubectl.run(["apply", "--server-side", "-f", file]);
      for (const deployment of manifests.filter(({ kind }) => kind === "Deployment"))
        await kubectl.run(["rollout", "status", ...named(deployment), "--timeout=120s"]);
    });
    const diff = await seconds(() => kubectl.run(["diff", "--server-side", "-f", file]));
    return { apply, diff };
  } finally {
    await cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const named = ({ kind, metadata: { name, namespace = "default" } }: Manifest): string[] => [
  `${kind.toLowerCase()}/${name}`,
  `--namespace=${namespace}`,
];
