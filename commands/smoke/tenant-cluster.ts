import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  type Configuration,
  type KubeConfig,
} from "@kubernetes/client-node";

import { apiOf, openKubeconfig } from "../../cluster/kubeconfig";
import { UsageError } from "../checkout";
import type { LiveExperiment, LiveModel, LiveRuntime, LiveServer, LiveTenant } from "./live-tenant";

/** Which cluster, which namespace of it, and how long one question may take. */
export interface TenantClusterOptions {
  readonly kubeconfig: string;
  readonly context: string;
  readonly tenant: string;
  readonly seconds: number;
  /** Names the remedy in messages. */
  readonly stack: string;
}

/** One tenant's namespace on the stack's cluster, read and never written. */
export class TenantCluster {
  readonly kubeconfig: KubeConfig;
  private readonly configuration: Configuration;

  /** @throws UsageError when there is no such kubeconfig or context; nothing is asked yet */
  constructor(private readonly options: TenantClusterOptions) {
    const { kubeconfig, stack, seconds } = options;
    this.kubeconfig = openKubeconfig(options, {
      stack,
      shown: kubeconfig,
      refuse: (message) => new UsageError(message),
      otherwise: ", or add --local for the cluster of make up",
    });
    this.configuration = apiOf(this.kubeconfig, () => AbortSignal.timeout(seconds * 1000));
  }

  /** @throws UsageError when the cluster does not answer, or does not let this user read */
  async read(): Promise<LiveTenant> {
    const namespace = this.options.tenant;
    const apps = new AppsV1Api(this.configuration);
    const [runtimes, servers, models, experiments, deployments, statefulSets] = await Promise.all([
      this.list<LiveRuntime>("seldonruntimes"),
      this.list<LiveServer>("servers"),
      this.list<LiveModel>("models"),
      this.list<LiveExperiment>("experiments"),
      this.asked("deployments", () => apps.listNamespacedDeployment({ namespace })),
      this.asked("statefulsets", () => apps.listNamespacedStatefulSet({ namespace })),
    ]);
    const workloads = [
      ...deployments.items.map((item) => Object.assign(item, { kind: "Deployment" })),
      ...statefulSets.items.map((item) => Object.assign(item, { kind: "StatefulSet" })),
    ];
    return { runtimes, servers, models, experiments, workloads };
  }

  /** A pod of the tenant's Envoy that is ready, by name; undefined when none is. */
  async readyEnvoy(): Promise<string | undefined> {
    const labelSelector = "app.kubernetes.io/name=seldon-envoy";
    const { items } = await this.asked("pods", () =>
      new CoreV1Api(this.configuration).listNamespacedPod({
        namespace: this.options.tenant,
        labelSelector,
      }),
    );
    const ready = items.find(
      ({ metadata, status }) =>
        metadata?.deletionTimestamp === undefined &&
        status?.conditions?.some((c) => c.type === "Ready" && c.status === "True"),
    );
    return ready?.metadata?.name;
  }

  private async list<T>(plural: string): Promise<T[]> {
    const answer: unknown = await this.asked(plural, () =>
      new CustomObjectsApi(this.configuration).listNamespacedCustomObject({
        group: "mlops.seldon.io",
        version: "v1alpha1",
        namespace: this.options.tenant,
        plural,
      }),
    );
    return (answer as { items: T[] }).items;
  }

  private async asked<T>(plural: string, ask: () => Promise<T>): Promise<T> {
    const { context, seconds, stack, tenant } = this.options;
    try {
      return await ask();
    } catch (error) {
      const code = error instanceof ApiException ? error.code : undefined;
      if (code === 404)
        throw new UsageError(
          `the cluster of context "${context}" has no ${plural} of Seldon; run: pulumi up -C crds -s ${stack}`,
        );
      if (code === 401 || code === 403)
        throw new UsageError(
          `the cluster of context "${context}" does not let this user list ${plural} in ${tenant} (HTTP ${code}); ` +
            "use a kubeconfig of one of the tenant's groups, or give --address and --skip-cluster",
        );
      // The answer itself is never printed: it may quote headers that hold a token.
      const isLate = error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name);
      const why = isLate ? `no answer within ${seconds} s` : reason(error, code);
      throw new UsageError(
        `the cluster of context "${context}" does not answer: ${why}; ` +
          "see that it runs and that this machine may reach it, or give --address and --skip-cluster",
      );
    }
  }
}

function reason(error: unknown, code: number | undefined): string {
  if (code !== undefined) return `HTTP ${code}`;
  return error instanceof Error ? error.message : String(error);
}
