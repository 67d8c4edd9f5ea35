import {
  ApiException,
  ApisApi,
  CoreV1Api,
  CustomObjectsApi,
  KubernetesObjectApi,
  type Configuration,
  type KubernetesObject,
  type V1Pod,
  type V1Secret,
} from "@kubernetes/client-node";

import { apiOf, openKubeconfig } from "../../cluster/kubeconfig";
import { UsageError } from "../checkout";
import type { Manifest } from "./manifest";
import type { Reading, Served } from "./reading";
import type { Stack } from "./stack";
import { throwawayLabel } from "./throwaway-objects";
import { answerWithinSeconds, unanswered } from "./unanswered";

/** As custom objects, so that they go out as they are written: the client has another name for `from`. */
const networkPolicies = { group: "networking.k8s.io", version: "v1", plural: "networkpolicies" };

/** The stack's cluster, as the user of the kubeconfig may use it. */
export class PreflightCluster implements Reading {
  private readonly configuration: Configuration;
  private readonly objects: KubernetesObjectApi;

  /** @throws UsageError when there is no such kubeconfig or context; nothing is asked yet */
  constructor(private readonly stack: Stack) {
    const kubeconfig = openKubeconfig(stack, {
      stack: stack.name,
      shown: stack.kubeconfig,
      refuse: (message) => new UsageError(message),
    });
    this.configuration = apiOf(kubeconfig, () => AbortSignal.timeout(answerWithinSeconds * 1000));
    this.objects = new KubernetesObjectApi(this.configuration);
  }

  /** @throws Untold with the API server's own words, where it does not take the object */
  async create(object: Manifest): Promise<void> {
    const { namespace = "", name } = object.metadata;
    const title = [object.kind, [namespace, name].filter(Boolean).join("/")].join(" ");
    await this.asked(`create ${title}`, () =>
      object.kind === "NetworkPolicy"
        ? new CustomObjectsApi(this.configuration).createNamespacedCustomObject({
            ...networkPolicies,
            namespace,
            body: object,
          })
        : this.objects.create(object as unknown as KubernetesObject),
    );
  }

  /** Pods of one run, as they are now. */
  async pods(run: string): Promise<V1Pod[]> {
    const namespaces = await this.namespaces(run);
    const api = new CoreV1Api(this.configuration);
    const lists = namespaces.map((namespace) =>
      this.asked("list pods", () => api.listNamespacedPod({ namespace })),
    );
    return (await Promise.all(lists)).flatMap((list) => list?.items ?? []);
  }

  /** Names of the throwaway namespaces that are there: of one run, or of all that there were. */
  async namespaces(run?: string): Promise<string[]> {
    const labelSelector = run === undefined ? throwawayLabel : `${throwawayLabel}=${run}`;
    const list = await this.asked("list namespaces", () =>
      new CoreV1Api(this.configuration).listNamespace({ labelSelector }),
    );
    return (list?.items ?? []).map(({ metadata }) => metadata?.name ?? "");
  }

  /** Asks for its deletion; one that is gone already is as good. */
  async removeNamespace(name: string): Promise<void> {
    await this.asked(`delete namespace ${name}`, () =>
      new CoreV1Api(this.configuration).deleteNamespace({ name }),
    );
  }

  /** A Secret's data, to be copied and never shown. */
  async secret(namespace: string, name: string): Promise<V1Secret | undefined> {
    return this.asked(`read secret ${namespace}/${name}`, () =>
      new CoreV1Api(this.configuration).readNamespacedSecret({ namespace, name }),
    );
  }

  async list<T extends KubernetesObject>(apiVersion: string, kind: string): Promise<T[]> {
    const list = await this.asked(`list ${kind} of ${apiVersion}`, () =>
      this.objects.list<T>(apiVersion, kind),
    );
    return list?.items ?? [];
  }

  async served(group: RegExp): Promise<Served[]> {
    const all = await this.asked("list API groups", () =>
      new ApisApi(this.configuration).getAPIVersions(),
    );
    const versions = (all?.groups ?? [])
      .filter(({ name }) => group.test(name))
      .map(({ name, versions: [first], preferredVersion = first }) => ({
        group: name,
        version: preferredVersion?.version ?? "v1",
      }));
    const kinds = versions.map(async (each) => {
      const title = `list kinds of ${each.group}`;
      const api = new CustomObjectsApi(this.configuration);
      const resources = (await this.asked(title, () => api.getAPIResources(each)))?.resources ?? [];
      return resources
        .filter(({ name, verbs }) => !name.includes("/") && verbs.includes("list"))
        .map(({ kind }) => ({ apiVersion: `${each.group}/${each.version}`, kind }));
    });
    return (await Promise.all(kinds)).flat();
  }

  /** @returns undefined for what is not there */
  private async asked<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return undefined;
      throw unanswered(what, error, this.stack);
    }
  }
}
