import {
  fieldsOf,
  groupOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { called } from "./called";
import { cniSettingsComplaints } from "./cni-settings";
import { fieldsWithin } from "./fields-within";
import { proxyAnnotationComplaints, type Place } from "./proxy-annotations";
import { proxyConfigComplaints } from "./proxy-config";

/** What Istio's injector and CNI plugin do to a pod, the pod itself can ask to be left out. */
export const sidecarsAreAsInjected: ObjectRule = {
  name: "sidecars-are-as-injected",
  description: "No pod, namespace or custom resource changes, avoids or replaces the proxy.",
  why: "Labels and annotations of Istio take a pod out of the mesh, let some of its traffic pass beside the proxy, or give the proxy another image, control plane or start. Pods of the platform's namespaces may stay out, as istiod and Seldon's controller do. That a tenant's namespace has no label for the mesh at all, the rule does not see.",
  severity: "high",
  remediation: "Leave it out.",
  ways: [14, 47, 68, 69],
  scope: "object",
  check(object, site) {
    if (isKind(object, "networking.istio.io", "ProxyConfig"))
      return [
        ...proxyConfigComplaints(object.spec, "spec", site, textOf(metadataOf(object).namespace)),
        ...otherImage(object, site),
      ];
    const place = placeOf(object, site);
    return [
      ...cniSettingsComplaints(object, site),
      ...marksOf(object).flatMap(({ marks, path }) =>
        proxyAnnotationComplaints(marks, path, place),
      ),
    ];
  },
  examples: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    metadata:
      annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: "443" }
    spec: { containers: [] }
`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    metadata:
      annotations: { traffic.sidecar.istio.io/includeOutboundIPRanges: "*" }
    spec: { containers: [] }
`,
  },
};

function otherImage(object: KubernetesObject, site: Site): Complaint[] {
  const { image } = fieldsOf(object.spec);
  return called(fieldsOf(image).hub, "spec.image.hub", site);
}

function placeOf(object: KubernetesObject, site: Site): Place {
  const { name, namespace } = metadataOf(object);
  const home = textOf(isKind(object, "", "Namespace") ? name : namespace);
  const free = [
    ...(site.network?.platform ?? []),
    ...(site.network?.foreign ?? []),
    ...site.customResources.unmeshed,
    "kube-system",
  ];
  return { site, namespace: home, isFree: home !== undefined && free.includes(home) };
}

type Marks = { readonly marks: Readonly<Record<string, unknown>>; readonly path: string };

/** Labels and annotations that reach pods: of templates, and of custom resources, which operators copy. */
function marksOf(object: KubernetesObject): Marks[] {
  const of = (metadata: Readonly<Record<string, unknown>>, path: string): Marks[] =>
    ["labels", "annotations"].map((key) => ({
      marks: fieldsOf(metadata[key]),
      path: `${path}.${key}`,
    }));
  const own = of(metadataOf(object), "metadata");
  const isCustom = groupOf(object).includes(".") && !groupOf(object).endsWith(".k8s.io");
  if (isCustom)
    return [
      ...own,
      ...fieldsWithin(object.spec, "spec")
        .filter(({ key }) => key === "labels" || key === "annotations")
        .map(({ value, path }) => ({ marks: fieldsOf(value), path })),
    ];
  const templates = podsOf(object).flatMap(({ metadata, metadataPath }) =>
    metadataPath === undefined || metadataPath === "metadata" ? [] : of(metadata, metadataPath),
  );
  return [...own, ...templates];
}
