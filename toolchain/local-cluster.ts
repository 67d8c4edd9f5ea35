import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { clusterObjects } from "./cluster-objects";
import { endProcesses } from "./cluster-processes";
import type { Stage } from "./cluster-stages";
import { ControlPlane } from "./control-plane";
import { ToolchainError } from "./failure";
import { FileLock } from "./file-lock";
import { freePorts } from "./free-ports";
import { writeKubeconfig } from "./kubeconfig";
import type { Say } from "./say";

/** How a local cluster is to be. */
export interface LocalClusterOptions {
  /** Also the name of the kubeconfig's context. */
  readonly name: string;
  /** All files lie in it; it belongs to this cluster alone. */
  readonly folder: string;
  readonly kubeconfig: string;
  /** Folder of the built programs of the group `cluster`, or `control-plane` when that is all. */
  readonly toolsDir: string;
  /** Simulated nodes. With none it is a bare API server without controllers: quicker, and enough for a preview. */
  readonly nodes: number;
  readonly say: Say;
}

/** Written when all else is done: a folder without it is what an interrupted start left. */
const Complete = z.object({ apiServerPort: z.int() });

/** A real Kubernetes control plane on loopback, with simulated nodes. */
export class LocalCluster {
  constructor(private readonly options: LocalClusterOptions) {}

  /** Returns at once when the cluster runs; else starts it again, or makes it anew, and says so. */
  async start(): Promise<void> {
    if (await this.ready()) return;
    await this.alone(async () => {
      if ((await this.ready()) || (await this.startAgain())) return;
      await this.make();
    });
  }

  /** True when every component runs, the API server says that it is ready, and the kubeconfig is there. */
  async ready(): Promise<boolean> {
    const port = this.completePort();
    if (port === undefined || !existsSync(this.options.kubeconfig)) return false;
    return this.controlPlane().ready(port);
  }

  /** The UID of the namespace kube-system: another one after the cluster was made anew. */
  uid(): Promise<string> {
    return this.controlPlane().kubectl([
      "get",
      "namespace",
      "kube-system",
      "-o",
      "jsonpath={.metadata.uid}",
    ]);
  }

  /** Adds to the cluster's furniture: what the cluster that it stands for has, whoever put it there. */
  async apply(items: readonly object[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
    const flags = ["--server-side", "--field-manager=local-cluster"];
    await this.controlPlane().kubectl(["apply", ...flags, "-f", "-"], list);
  }

  /** Plays stages of kinds whose CRDs are on the cluster by now; at once when it does so already. */
  async simulate(stages: readonly Stage[]): Promise<void> {
    await this.controlPlane().simulate(stages);
  }

  /** Ends the cluster's processes and keeps its files. */
  async stop(): Promise<void> {
    await this.alone(() => endProcesses(this.folder()));
  }

  /** Ends the cluster's processes and removes its files, the kubeconfig among them. */
  async remove(): Promise<void> {
    await this.alone(() => this.clear());
  }

  private async startAgain(): Promise<boolean> {
    const { folder, name, say } = this.options;
    const port = this.completePort();
    if (port === undefined) {
      if (existsSync(folder))
        say(`Cluster ${name}: an interrupted start left ${folder}; made anew.`);
      return false;
    }
    say(`Cluster ${name}: its files are there, but not all of it runs; started again.`);
    try {
      await endProcesses(this.folder());
      await this.controlPlane().start(port);
      await this.furnish(port);
      return true;
    } catch (error) {
      say(
        `Cluster ${name}: could not be started again (${reason(error)}); made anew, so it is empty.`,
      );
      return false;
    }
  }

  /** A port may be taken between its choice and its use: hence more than one try. */
  private async make(): Promise<void> {
    for (let triesLeft = 2; ; triesLeft--) {
      await this.clear();
      try {
        await this.create();
        return;
      } catch (error) {
        const logs = this.controlPlane().lastLogLines();
        await this.clear();
        if (triesLeft > 0 && logs.includes("address already in use")) continue;
        throw new ToolchainError(
          `Cluster ${this.options.name} could not be started: ${reason(error)}. See that ${this.options.toolsDir} ` +
            `holds working programs and that 700 MB of memory are free. The logs end with:\n${logs}`,
        );
      }
    }
  }

  private async create(): Promise<void> {
    const [etcd, etcdPeer, apiServer, controllerManager, scheduler, kwok] = await freePorts();
    mkdirSync(this.folder(), { recursive: true, mode: 0o700 });
    await this.controlPlane().create({
      etcd,
      etcdPeer,
      apiServer,
      controllerManager,
      scheduler,
      kwok,
    });
    await this.furnish(apiServer);
    writeFileSync(this.completeFile(), JSON.stringify({ apiServerPort: apiServer }));
  }

  private async furnish(port: number): Promise<void> {
    const { kubeconfig, name, nodes } = this.options;
    const plane = this.controlPlane();
    writeKubeconfig(kubeconfig, name, port, plane.pkiFolder);
    if (nodes === 0) return;
    await this.apply(clusterObjects(nodes));
    // Without these a Pod made at once is refused, or waits for a retry.
    const wait = ["wait", "--timeout=60s"];
    await Promise.all([
      plane.kubectl([...wait, "--for=condition=Ready", "node", "--all"]),
      plane.kubectl([...wait, "--for=create", "serviceaccount/default", "--namespace=default"]),
    ]);
  }

  private async clear(): Promise<void> {
    await endProcesses(this.folder());
    rmSync(this.options.folder, { recursive: true, force: true, maxRetries: 3 });
    rmSync(this.options.kubeconfig, { force: true });
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    const lock = await FileLock.acquire(`${this.folder()}.lock`, this.options.say, () => false);
    try {
      await work();
    } finally {
      lock?.release();
    }
  }

  private completePort(): number | undefined {
    try {
      return Complete.parse(JSON.parse(readFileSync(this.completeFile(), "utf8"))).apiServerPort;
    } catch {
      return undefined;
    }
  }

  private completeFile(): string {
    return path.join(this.options.folder, "complete.json");
  }

  private controlPlane(): ControlPlane {
    const { name, nodes, toolsDir } = this.options;
    return new ControlPlane(name, this.folder(), toolsDir, nodes === 0);
  }

  /** The folder without symbolic links, whether it exists or not. */
  private folder(): string {
    const parent = path.dirname(path.resolve(this.options.folder));
    mkdirSync(parent, { recursive: true });
    return path.join(realpathSync(parent), path.basename(this.options.folder));
  }
}

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split("\n").slice(-1).join("");
