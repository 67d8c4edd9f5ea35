import { endpointOf, isInside } from "../../hosts";
import { fieldsOf, isKind, listOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";

const COMPONENT = "hodometer";

/** Seldon's usage collector reports over plain HTTP; each SeldonRuntime starts one, so each must switch it off. */
export const hodometerOffInProd: ObjectRule = {
  name: "hodometer-off-in-prod",
  description: "In production no usage data leaves: Seldon's hodometer runs nowhere.",
  why: "Seldon's hodometer sends counts of models, pipelines and servers, with versions and an id, to hodometer.seldon.io by plain HTTP, at each start and every eight hours; its ServiceAccount may read all Secrets of the namespace. Each SeldonRuntime starts one. disable: true removes no hodometer that runs, and leaves the SeldonRuntime without Ready. Not seen: what the operator makes of a SeldonConfig that is not among the objects.",
  severity: "high",
  remediation: "Set replicas: 0 in the hodometer override of the SeldonRuntime.",
  ways: [35, 120],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec: { seldonConfig: default, overrides: [{ name: hodometer, disable: true }] }
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec: { seldonConfig: default, overrides: [{ name: hodometer, replicas: 0 }] }
`,
  },
  binds: "in prod",
  scope: "object",
  kinds: new Set([
    "mlops.seldon.io/SeldonRuntime",
    "mlops.seldon.io/SeldonConfig",
    "apps/Deployment",
    "apps/StatefulSet",
  ]),
  check(object, site) {
    if (site.environment !== "prod") return [];
    if (isKind(object, "mlops.seldon.io", "SeldonRuntime")) return runtime(object);
    if (isKind(object, "mlops.seldon.io", "SeldonConfig")) return config(object, site);
    return isKind(object, "apps", "Deployment", "StatefulSet") ? workload(object) : [];
  },
};

function runtime(object: KubernetesObject): Complaint[] {
  const overrides = listOf(fieldsOf(object.spec).overrides).map(fieldsOf);
  const named = overrides.flatMap((override, index) =>
    override.name === COMPONENT ? [index] : [],
  );
  const complaints = named.flatMap((index): Complaint[] => {
    const { replicas: count, disable } = overrides[index] ?? {};
    if (count === 0) return [];
    return [
      {
        path: `spec.overrides[${index}].replicas`,
        message:
          disable === true
            ? "disable: true removes no hodometer that runs already, and leaves the SeldonRuntime without Ready for ever"
            : `hodometer has ${replicas(count)}, so it reports usage data`,
        remedy: "Set replicas: 0 in this override; that alone stops it and still turns Ready.",
      },
    ];
  });
  if (named.length > 0) return complaints;
  return [
    {
      path: "spec.overrides",
      message: "no override for hodometer, so the operator starts one that reports usage data",
      remedy: "Add { name: hodometer, replicas: 0 } to spec.overrides.",
    },
  ];
}

function workload(object: KubernetesObject): Complaint[] {
  if (fieldsOf(object.metadata).name !== COMPONENT) return [];
  const count = fieldsOf(object.spec).replicas;
  if (count === 0) return [];
  return [
    {
      path: "spec.replicas",
      message: `hodometer has ${replicas(count)}, so it reports usage data`,
      remedy: "Set replicas: 0 in the hodometer override of this namespace's SeldonRuntime.",
    },
  ];
}

const replicas = (count: unknown): string =>
  typeof count === "number" ? `replicas: ${count}` : "no number of replicas, which means 1";

function config(object: KubernetesObject, site: Site): Complaint[] {
  const components = listOf(fieldsOf(object.spec).components).map(fieldsOf);
  return components.flatMap((component, index) => {
    if (component.name !== COMPONENT) return [];
    const podSpec = fieldsOf(component.podSpec);
    return ["initContainers", "containers"].flatMap((list) =>
      listOf(podSpec[list]).flatMap((container, place) =>
        publishing(
          fieldsOf(container),
          `spec.components[${index}].podSpec.${list}[${place}]`,
          site,
        ),
      ),
    );
  });
}

const VARIABLES = ["PUBLISH_URL", "EXTRA_PUBLISH_URLS"];

function publishing(
  container: Readonly<Record<string, unknown>>,
  path: string,
  site: Site,
): Complaint[] {
  const complaints: Complaint[] = [];
  listOf(container.env)
    .map(fieldsOf)
    .forEach((variable, index) => {
      const name = textOf(variable.name);
      if (name === undefined || !VARIABLES.includes(name)) return;
      if (variable.valueFrom !== undefined && variable.valueFrom !== null)
        complaints.push(hidden(`${path}.env[${index}].valueFrom`, name));
      const outside = (textOf(variable.value) ?? "")
        .split(/[\s,]+/)
        .filter((url) => url !== "" && !isIn(url, site));
      if (outside.length > 0)
        complaints.push({
          path: `${path}.env[${index}].value`,
          message: `hodometer's ${name} points out of the cluster, to ${outside.map(hostOf).join(", ")}`,
          remedy: `Set ${name} to an empty value, or to a Service (name.namespace.svc).`,
        });
    });
  listOf(container.envFrom).forEach((_, index) => {
    complaints.push(hidden(`${path}.envFrom[${index}]`, VARIABLES.join(" or ")));
  });
  return complaints;
}

const hidden = (path: string, name: string): Complaint => ({
  path,
  message: `hodometer's ${name} could come from an object that the gate cannot follow`,
  remedy: "Write the address as a plain value, or leave it empty.",
});

const hostOf = (url: string): string => endpointOf(url)?.host ?? "an address that cannot be read";

function isIn(url: string, site: Site): boolean {
  const endpoint = endpointOf(url);
  return endpoint !== undefined && isInside(endpoint, site);
}
