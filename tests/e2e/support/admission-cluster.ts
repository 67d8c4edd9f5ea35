import { spawnSync } from "node:child_process";
import path from "node:path";

import { ClusterPlace } from "../../toolchain/cluster-place";

/** Anything that kubectl takes. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
}

/** What the API server said of some objects. */
interface Verdict {
  /** Those that it took, one `kind/name` each. */
  readonly taken: readonly string[];
  /** Why it did not take the others; empty when it took them all. */
  readonly refusals: string;
}

/** A local cluster whose API server is asked what it takes. Its controllers run, and so do simulated nodes. */
export class AdmissionCluster {
  private readonly place = new ClusterPlace();

  constructor(private readonly name: string) {}

  /** Builds the programs when they are missing, which takes minutes, and starts the cluster. */
  async start(): Promise<void> {
    await this.place.prepare();
    await this.place.cluster(this.name, 2).start();
  }

  remove(): Promise<void> {
    return this.place.remove();
  }

  /** Runs kubectl and returns what it prints; throws with what it says when it fails. */
  kubectl(...args: string[]): string {
    const { stdout, stderr, status } = this.run(args, "");
    if (status !== 0) throw new Error(`kubectl ${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  /** Server-side apply as the engine does it, but strict: an unknown field is refused, too. */
  apply(objects: readonly Manifest[], ...args: string[]): Verdict {
    return this.ask(["apply", "--server-side", "--validate=strict", ...args], objects);
  }

  /** All of it has to be taken. */
  mustApply(objects: readonly Manifest[]): void {
    const { refusals } = this.apply(objects);
    if (refusals !== "") throw new Error(refusals);
  }

  /** Each object goes to the API server, also when one before it was refused. */
  create(objects: readonly Manifest[]): Verdict {
    return this.ask(["create", "--validate=strict"], objects);
  }

  /** Makes namespaces, and waits for the account that pods without one run as. */
  makeNamespaces(
    namespaces: readonly (Manifest & {
      readonly metadata: { readonly name: string; readonly labels?: object };
    })[],
  ): void {
    this.mustApply(namespaces);
    for (const { metadata } of namespaces)
      this.kubectl(
        ...["wait", "--for=create", "serviceaccount/default", "--timeout=30s"],
        `--namespace=${metadata.name}`,
      );
  }

  /** Not as one List, because kubectl would then check the fields itself. */
  private ask(args: readonly string[], objects: readonly Manifest[]): Verdict {
    const stream = objects.map((object) => JSON.stringify(object)).join("\n---\n");
    const { stdout, stderr } = this.run([...args, "-o", "name", "-f", "-"], stream);
    return { taken: stdout.split("\n").filter(Boolean), refusals: stderr.trim() };
  }

  private run(args: readonly string[], input: string) {
    const { name, place } = this;
    const file = path.join(place.toolsDir, "kubectl");
    return spawnSync(file, ["--kubeconfig", place.kubeconfig(name), ...args], {
      input,
      encoding: "utf8",
      env: { HOME: place.place.folder, PATH: process.env["PATH"] },
    });
  }
}
