import type { KubernetesObject, V1Pod } from "@kubernetes/client-node";

import type { Manifest } from "../../commands/preflight/manifest";
import type { Dial, Task } from "../../commands/preflight/probe-pod";
import type { Reading, Served } from "../../commands/preflight/reading";
import type { Workbench } from "../../commands/preflight/throwaway";
import { Untold } from "../../commands/preflight/untold";
import { isLetThrough, type Flaw, type PolicyPod } from "./simulated-policies";

/** How the simulated cluster is; what is not said is as it should be. */
export interface World {
  readonly flaw?: Flaw;
  readonly dualStack?: boolean;
  /** Hosts outside that answer. */
  readonly reachable?: readonly string[];
  /** Calls that got out of a pod before its policies were there. */
  readonly early?: number;
  /** Connections live on when a policy comes. */
  readonly survives?: boolean;
  /** What an image of a public registry comes to. */
  readonly image?: object;
  readonly kubeletIsShutOut?: boolean;
  readonly names?: Readonly<Record<string, readonly string[] | string>>;
  /** Why no pod runs. */
  readonly stuck?: object;
  /** Kinds whose creation is refused. */
  readonly refuses?: string;
  readonly objects?: Readonly<Record<string, readonly object[]>>;
  readonly served?: readonly Served[];
}

type Spec = {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly containers: readonly [
    { readonly image: string; readonly args: readonly [string] } & Record<string, unknown>,
  ];
};

/** Takes objects as an API server does, and plays kubelet and network plugin for the probe pods at once. */
export class SimulatedCluster implements Workbench, Reading {
  readonly created: Manifest[] = [];
  readonly removed: string[] = [];

  constructor(private readonly world: World = {}) {}

  create(object: Manifest): Promise<void> {
    if (object.kind === this.world.refuses)
      throw new Untold(`the API server does not let this user create ${object.kind}`, "ask");
    this.created.push(object);
    return Promise.resolve();
  }

  namespaces(): Promise<string[]> {
    const names = this.of("Namespace").map(({ metadata }) => metadata.name);
    return Promise.resolve(names.filter((name) => !this.removed.includes(name)));
  }

  removeNamespace(name: string): Promise<void> {
    this.removed.push(name);
    return Promise.resolve();
  }

  list<T extends KubernetesObject>(_apiVersion: string, kind: string): Promise<T[]> {
    return Promise.resolve((this.world.objects?.[kind] ?? []) as unknown as T[]);
  }

  served(): Promise<Served[]> {
    return Promise.resolve([...(this.world.served ?? [])]);
  }

  pods(): Promise<V1Pod[]> {
    const pods = this.of("Pod").map((pod) => ({
      metadata: pod.metadata,
      status: this.statusOf(pod),
    }));
    return Promise.resolve(pods as unknown as V1Pod[]);
  }

  private of(kind: string): Manifest[] {
    return this.created.filter((object) => object.kind === kind);
  }

  private statusOf(pod: Manifest): object {
    const [container] = (pod["spec"] as Spec).containers;
    const { stuck, image } = this.world;
    if (stuck) return waiting(stuck);
    if (!container.image.startsWith("registry.test/"))
      return waiting(image ?? { reason: "ErrImagePull", message: "dial tcp: i/o timeout" });
    const task = JSON.parse(container.args[0]) as Task;
    const podIPs = this.asPolicyPod(pod).addresses.map((ip) => ({ ip }));
    if (task.mode === "listen" && !(this.world.kubeletIsShutOut && this.isProbedByNetwork(pod)))
      return { phase: "Running", podIPs, conditions: [{ type: "Ready", status: "True" }] };
    const isHeld = task.mode === "hold" && !this.isShut(pod.metadata.namespace ?? "");
    if (isHeld)
      return { phase: "Running", podIPs, conditions: [{ type: "Ready", status: "True" }] };
    return ended({ mode: task.mode, ...this.reportOf(pod, task) }, podIPs);
  }

  private reportOf(pod: Manifest, task: Task): object {
    const { early = 0, survives, names } = this.world;
    const tell = (dial: Dial): string => (this.reaches(pod, dial) ? "open" : "timeout");
    if (task.mode === "dial") return { results: task.to.map(tell) };
    if (task.mode === "insist") {
      const opened = task.to.some((dial) => tell(dial) === "open") ? 30 : early;
      const [firstSeconds, lastSeconds] = opened > 0 ? [0.06, 1.4] : [null, null];
      return { tries: 30, opened, firstSeconds, lastSeconds };
    }
    if (task.mode === "hold")
      return { lastEchoSeconds: survives ? 39.9 : 6, ranSeconds: 40, again: tell(task.to) };
    if (task.mode === "resolve")
      return {
        servers: ["10.43.0.10"],
        answers: { "kubernetes.default.svc": ["10.43.0.1"], ...names },
      };
    return { accepted: 0 };
  }

  private reaches(pod: Manifest, { host, port, protocol }: Dial): boolean {
    const target = this.of("Pod")
      .map((each) => this.asPolicyPod(each))
      .find(({ addresses }) => addresses.includes(host));
    if (target === undefined) return this.world.reachable?.includes(host) ?? false;
    const call = { from: this.asPolicyPod(pod), to: target, host, port, protocol };
    return isLetThrough(this.of("NetworkPolicy"), call, this.world.flaw);
  }

  private isShut = (namespace: string): boolean =>
    this.of("NetworkPolicy").some(({ metadata }) => metadata.namespace === namespace);

  private isProbedByNetwork = (pod: Manifest): boolean =>
    "tcpSocket" in ((pod["spec"] as Spec).containers[0]["readinessProbe"] as object);

  private asPolicyPod(pod: Manifest): PolicyPod {
    const number = this.of("Pod").indexOf(pod) + 1;
    const { namespace = "", labels = {} } = pod.metadata;
    const addresses = [`10.42.0.${number}`, ...(this.world.dualStack ? [`fd00::${number}`] : [])];
    return { namespace, labels, addresses };
  }
}

const waiting = (state: object) => ({
  phase: "Pending",
  containerStatuses: [{ state: { waiting: state } }],
});

const ended = (report: object, podIPs: object[]) => ({
  phase: "Succeeded",
  podIPs,
  containerStatuses: [
    { imageID: "some", state: { terminated: { exitCode: 0, message: JSON.stringify(report) } } },
  ],
});
