import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative, join } from "node:path";

import { environment } from "../toolchain/environment";
import { LocalCluster } from "../toolchain/local-cluster";
import type { Toolchain } from "../toolchain/prepare";
import { checkout, stackFile } from "./checkout";
import { Engine } from "./engine";
import { say } from "./say";
import { applyCrds } from "./local-crds";
import { LocalHarbor } from "./local-harbor";
import { copyStackFile, dummySecret } from "./stack-file";
import { clearDeadLocks } from "./state-locks";
import { writeWhole } from "./whole-file";

export interface LocalStackOptions {
  readonly stack: string;
  /** Everything of this stack lies in it: state, passphrase, stack file, kubeconfig, cluster. */
  readonly folder: string;
  /** Cluster and kubeconfig context. */
  readonly clusterName: string;
  /** Simulated nodes; none for a bare API server, which is enough for a preview. */
  readonly nodes: number;
  readonly toolchain: Toolchain;
  /** For each run of the engine; absent: none. */
  readonly limitMinutes?: number;
}

/** The projects of this repository, in the order in which they are applied; the last never is. */
const projects = {
  crds: "seldon-platform-crds",
  platform: "seldon-platform",
  seed: "seldon-platform-seed",
} as const;

/** A stack on a cluster of this machine, with a state, a key and a stack file of its own. */
export class LocalStack {
  readonly cluster: LocalCluster;
  readonly kubeconfig: string;
  readonly engine: Engine;
  private readonly harbor: LocalHarbor;
  /** What a shell needs for plain pulumi and kubectl on this stack; undefined takes a variable away. */
  readonly variables: Readonly<Record<string, string | undefined>>;

  constructor(readonly options: LocalStackOptions) {
    const { folder, stack, toolchain, clusterName: name, nodes } = options;
    this.kubeconfig = join(folder, "kubeconfig");
    this.harbor = new LocalHarbor(folder, say);
    this.cluster = new LocalCluster({
      name,
      folder: join(folder, "cluster"),
      kubeconfig: this.kubeconfig,
      toolsDir: toolchain.toolsDir,
      nodes,
      say,
    });
    const place = {
      ...toolchain,
      stateFolder: this.stateFolder,
      passphraseFile: join(folder, "passphrase"),
    };
    this.variables = {
      ...environment(place, process.env),
      PULUMI_STACK: stack,
      // The Kubernetes provider leaves a copy of the kubeconfig there for each chart that it renders.
      TMPDIR: this.temporaryFolder,
      PULUMI_OPTION_CONFIG_FILE: this.stackFile,
    };
    this.engine = new Engine(
      join(toolchain.engine.binDir, "pulumi"),
      { ...process.env, ...this.variables },
      options.limitMinutes,
    );
  }

  /** Makes whatever is missing; safe after a run that was killed anywhere. What it opens, `close` ends. */
  async open(): Promise<void> {
    mkdirSync(this.options.folder, { recursive: true, mode: 0o700 });
    await this.cluster.start();
    await this.forgetOtherCluster();
    mkdirSync(this.stateFolder, { recursive: true, mode: 0o700 });
    rmSync(this.temporaryFolder, { recursive: true, force: true });
    mkdirSync(this.temporaryFolder, { mode: 0o700 });
    this.makePassphrase();
    const { seed, ...applied } = projects;
    for (const project of Object.values(applied)) await this.initialise(project);
    // Only a stack that lives for one preview is asked to prove its gate.
    if (this.options.limitMinutes !== undefined) await this.initialise(seed);
    clearDeadLocks(this.stateFolder, say);
    await this.writeStackFile();
  }

  /** Ends what only serves while a command runs; the cluster goes on. */
  async close(): Promise<void> {
    await this.harbor.stop();
  }

  /** Applies the CRDs that the stack needs, unless this cluster has had them from these very charts already. */
  applyCrds(flags: readonly string[]): Promise<void> {
    return applyCrds(this, flags);
  }

  /** Tenants are protected from an item that is deleted by mistake; who destroys all of it means it. */
  async liftProtection(): Promise<void> {
    await this.engine.must(["state", "unprotect", "--all", "--yes"]);
  }

  /** Ends the cluster and forgets the stack: nothing of either is left. */
  async remove(): Promise<void> {
    await this.close();
    await this.cluster.remove();
    rmSync(this.options.folder, { recursive: true, force: true });
  }

  private get stateFolder(): string {
    return join(this.options.folder, "state");
  }

  private get temporaryFolder(): string {
    return join(this.options.folder, "tmp");
  }

  get stackFile(): string {
    return join(this.options.folder, `Pulumi.${this.options.stack}.yaml`);
  }

  /** A state that describes a cluster which is gone would make the next update wait for ghosts. */
  private async forgetOtherCluster(): Promise<void> {
    const file = join(this.options.folder, "cluster-uid");
    const uid = await this.cluster.uid();
    const known = existsSync(file) ? readFileSync(file, "utf8") : uid;
    if (known !== uid) {
      say(
        "the cluster was made anew, so what the state knew is gone: starting with an empty state",
      );
      rmSync(this.stateFolder, { recursive: true, force: true });
    }
    writeFileSync(file, uid);
  }

  private async writeStackFile(): Promise<void> {
    const { stack, clusterName: context, nodes } = this.options;
    const kubeconfig = relative(checkout, this.kubeconfig);
    // A preview makes no robot, and asks Harbor nothing.
    const harbor = nodes > 0 ? await this.harbor.start(stackFile(stack)) : undefined;
    const file = this.stackFile;
    const { missing, notes } = copyStackFile({ stack, file, kubeconfig, context, harbor });
    notes.forEach(say);
    const dummies = missing.flatMap((path) => ["--secret", `${path}=${dummySecret}`]);
    if (dummies.length > 0) await this.engine.must(["config", "set-all", "--path", ...dummies]);
  }

  private makePassphrase(): void {
    const file = join(this.options.folder, "passphrase");
    if (!existsSync(file)) writeWhole(file, randomBytes(24).toString("base64url"));
  }

  /**
   * Makes a project's empty stack. In a folder apart, because `stack init` writes its salt into the
   * tracked stack file whatever file it is told to use.
   */
  private async initialise(project: string): Promise<void> {
    const { folder, stack } = this.options;
    if (existsSync(join(this.stateFolder, ".pulumi", "stacks", project, `${stack}.json`))) return;
    const apart = join(folder, "init");
    mkdirSync(apart, { recursive: true });
    writeFileSync(join(apart, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    await this.engine.must(["stack", "init", stack, "--cwd", apart]);
    rmSync(apart, { recursive: true });
  }
}
