import type { KubernetesObject as Made } from "../../../operator/objects";
import { runtimeObjects } from "../../../operator/runtime-objects";
import { serverObjects } from "../../../operator/server-objects";
import { knownVersions, UnknownOperatorVersion } from "../../../operator/unknown-operator-version";
import { isKind, metadataOf, nameOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Doubt } from "../cluster-set";
import { doubtOf } from "./doubts";
import * as input from "./operator-input";
import { readPod } from "./read-pod";
import { countAt, fieldsAt, textAt, Unreadable } from "./reading";
import type { Workload } from "../workload";

const GROUP = "mlops.seldon.io";

/** What Seldon's operator makes of the SeldonRuntimes and Servers of a set. */
export interface OperatorPods {
  readonly workloads: readonly Workload[];
  /** Services, accounts and rights. */
  readonly objects: readonly KubernetesObject[];
  readonly doubts: readonly Doubt[];
}

/** Never throws: what cannot be modelled is a doubt. */
export function operatorPods(objects: readonly KubernetesObject[]): OperatorPods {
  const workloads: Workload[] = [];
  const others: KubernetesObject[] = [];
  const doubts: Doubt[] = [];
  for (const object of objects) {
    if (!isKind(object, GROUP, "SeldonRuntime", "Server")) continue;
    try {
      const make = object.kind === "Server" ? serverParts : runtimeParts;
      for (const made of make(object, objects))
        if (made.kind === "Deployment" || made.kind === "StatefulSet")
          workloads.push(workloadOf(made, object));
        else if (made.kind !== "ConfigMap") others.push(made);
    } catch (error) {
      doubts.push(
        error instanceof UnknownOperatorVersion ? tooNew(object, error) : doubtOf(object, error),
      );
    }
  }
  return { workloads, objects: others, doubts };
}

function runtimeParts(runtime: KubernetesObject, objects: readonly KubernetesObject[]): Made[] {
  const config = configOf(runtime, "SeldonConfig", "seldonConfig", objects);
  return runtimeObjects({
    version: versionOf(config),
    namespace: namespaceOf(runtime),
    seldonConfig: {
      metadata: input.readMetadata(config),
      spec: { components: input.readComponents(config), config: input.readConfiguration(config) },
    },
    seldonRuntime: {
      metadata: input.readMetadata(runtime),
      spec: { overrides: input.readOverrides(runtime), config: input.readConfiguration(runtime) },
    },
  });
}

// Beyond any real Server: each replica is a Service of its own in memory.
const MOST_REPLICAS = 10_000;

function serverParts(server: KubernetesObject, objects: readonly KubernetesObject[]): Made[] {
  const config = configOf(server, "ServerConfig", "serverConfig", objects);
  const [spec, configured] = [fieldsAt(server.spec, "spec"), fieldsAt(config.spec, "spec")];
  const replicas = countAt(spec.replicas, "spec.replicas");
  if (replicas !== undefined && replicas > MOST_REPLICAS)
    throw new Unreadable("spec.replicas", `is more than ${MOST_REPLICAS}`);
  return serverObjects({
    version: versionOf(config),
    namespace: namespaceOf(server),
    serverConfig: {
      metadata: input.readMetadata(config),
      spec: {
        podSpec: input.readPodSpec(configured.podSpec, "spec.podSpec"),
        volumeClaimTemplates: input.readClaims(configured.volumeClaimTemplates, "spec"),
      },
    },
    server: {
      metadata: { ...input.readMetadata(server), name: nameOf(server).name },
      spec: { replicas, podSpec: input.readPodSpec(spec.podSpec, "spec.podSpec") },
    },
  });
}

function namespaceOf(object: KubernetesObject): string {
  const namespace = textAt(metadataOf(object).namespace, "metadata.namespace");
  if (namespace === undefined) throw new Unreadable("metadata.namespace", "is missing", "Name it.");
  return namespace;
}

/** The operator looks in its own namespace alone; so each name must be there once, wherever that is. */
function configOf(
  object: KubernetesObject,
  kind: string,
  field: string,
  objects: readonly KubernetesObject[],
): KubernetesObject {
  const path = `spec.${field}`;
  const name = textAt(fieldsAt(object.spec, "spec")[field], path);
  const found = objects.filter(
    (each) => isKind(each, GROUP, kind) && metadataOf(each).name === name,
  );
  const [config, other] = found;
  if (config === undefined)
    throw new Unreadable(
      path,
      `names the ${kind} ${name ?? "(none)"}, which is not in the set, so its pods are not known`,
      `Add the ${kind} to the objects.`,
      true,
    );
  if (other !== undefined)
    throw new Unreadable(
      path,
      `names the ${kind} ${name ?? "(none)"}, of which there are ${found.length}`,
      "Leave the one in the controller's namespace; the operator reads no other.",
      true,
    );
  return config;
}

/** As its labels say; without such a label, the version that the model is of. */
function versionOf(config: KubernetesObject): string {
  const labels = fieldsAt(metadataOf(config).labels, "metadata.labels");
  const said =
    textOf(labels["app.kubernetes.io/version"]) ??
    /-v?(\d+\.\d+\.\d+.*)$/.exec(textOf(labels["helm.sh/chart"]) ?? "")?.[1];
  return said?.replace(/^v/, "") ?? knownVersions.at(-1) ?? "";
}

const tooNew = (object: KubernetesObject, error: UnknownOperatorVersion): Doubt => ({
  object: nameOf(object),
  path: "",
  message: `is read by an operator that has not been modelled, so its pods are not known: ${error.message}`,
  remedy: "Give the objects that the operator made of it in place of the custom resource.",
  morePods: true,
});

function workloadOf(
  made: Made & { kind: "Deployment" | "StatefulSet" },
  object: KubernetesObject,
): Workload {
  const { namespace, name } = made.metadata;
  const { template, replicas } = made.spec;
  const parts = readPod(template, "spec.template");
  return { namespace, name, kind: made.kind, ...parts, replicas, object: nameOf(object) };
}
