import { execFileSync } from "node:child_process";
import path from "node:path";
import { processesOf } from "../../toolchain/cluster-processes";
import { ensureBinaries } from "../../toolchain/ensure-binaries";
import { linkBinaries } from "../../toolchain/links";
import { LocalCluster, type LocalClusterOptions } from "../../toolchain/local-cluster";
import { Place, thisCheckout } from "./fake-checkout";

/** A folder for local clusters, and what they said. */
export class ClusterPlace {
  readonly said: string[] = [];
  readonly place = new Place();
  readonly toolsDir = path.join(this.place.folder, "tools");
  private readonly clusters: LocalCluster[] = [];

  /** Builds what a cluster needs when it is missing, in the user's own cache. */
  async prepare(): Promise<void> {
    const say = (line: string) => {
      console.log(line);
    };
    const wanted = { checkout: thisCheckout, groups: ["cluster"] as const, env: process.env, say };
    linkBinaries((await ensureBinaries(wanted)).paths, this.toolsDir);
  }

  /** Options without what cannot be passed to another process. */
  options(name: string, nodes: number): Omit<LocalClusterOptions, "say"> {
    const { toolsDir } = this;
    return { name, folder: this.folder(name), kubeconfig: this.kubeconfig(name), toolsDir, nodes };
  }

  cluster(name: string, nodes: number): LocalCluster {
    const cluster = new LocalCluster({
      ...this.options(name, nodes),
      say: (line) => this.said.push(line),
    });
    this.clusters.push(cluster);
    return cluster;
  }

  folder(name: string): string {
    return path.join(this.place.folder, "clusters", name);
  }

  kubeconfig(name: string): string {
    return path.join(this.place.folder, "kube", name);
  }

  /** What of a cluster runs, sorted by name. */
  running(name: string): string[] {
    return processesOf(this.folder(name))
      .map((own) => own.name)
      .sort();
  }

  kubectl(name: string, args: string[], input = ""): string {
    const file = path.join(this.toolsDir, "kubectl");
    return execFileSync(file, ["--kubeconfig", this.kubeconfig(name), ...args], {
      input,
      encoding: "utf8",
      env: { HOME: this.place.folder, PATH: process.env["PATH"] },
    });
  }

  async removeClusters(): Promise<void> {
    for (const cluster of this.clusters) await cluster.remove();
  }

  async remove(): Promise<void> {
    await this.removeClusters();
    this.place.remove();
  }
}
