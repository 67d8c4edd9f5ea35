import { fieldsOf, isKind, metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { POD_KINDS, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { itemsOf } from "./called";
import { fieldsWithin } from "./fields-within";

const EGRESS = /(^|[-_.])egress-?gateway/i;
const NAMING = [
  "istio",
  "app",
  "app.kubernetes.io/name",
  "app.kubernetes.io/component",
  "service.istio.io/canonical-name",
  "operator.istio.io/component",
  "gateway.networking.k8s.io/gateway-class-name",
];
const CLASSES = new Set<unknown>(["istio-waypoint", "istio-egress"]);

const MESSAGE = "makes a shared proxy on the way out";

/** A proxy whose work it is to lead out hides who sends what. */
export const noEgressGateways: ObjectRule = {
  name: "no-egress-gateways",
  description: "There is no egress gateway and no waypoint.",
  why: "A shared proxy on the way out sends for everybody, so NetworkPolicies see only the proxy, and one opening for it is an opening for all tenants. They are known by Istio's names and labels: a proxy with another name is judged as any pod.",
  severity: "high",
  remediation: "Leave it out; what has to be reached is named in each tenant's own policies.",
  ways: [48],
  binds: "in prod",
  scope: "object",
  kinds: new Set([
    ...POD_KINDS,
    "/Service",
    "networking.istio.io/Gateway",
    "gateway.networking.k8s.io/Gateway",
    "install.istio.io/IstioOperator",
    "cilium.io/CiliumEgressGatewayPolicy",
  ]),
  check(object) {
    const spec = fieldsOf(object.spec);
    if (isKind(object, "cilium.io", "CiliumEgressGatewayPolicy"))
      return [{ path: "spec", message: MESSAGE }];
    if (isKind(object, "install.istio.io", "IstioOperator")) return ofOperator(spec);
    if (
      isKind(object, "gateway.networking.k8s.io", "Gateway") &&
      CLASSES.has(spec.gatewayClassName)
    )
      return [{ path: "spec.gatewayClassName", message: MESSAGE }];
    return named(object, spec);
  },
  examples: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-egressgateway, namespace: seldon-system }
spec:
  template:
    metadata: { labels: { istio: egressgateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: seldon-system }
spec:
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`,
  },
};

const ofOperator = (spec: Readonly<Record<string, unknown>>): Complaint[] =>
  itemsOf(fieldsOf(spec.components).egressGateways, "spec.components.egressGateways")
    .filter(({ item }) => fieldsOf(item).enabled !== false)
    .map(({ path }) => ({ path, message: MESSAGE }));

function named(object: KubernetesObject, spec: Readonly<Record<string, unknown>>): Complaint[] {
  const { name, labels } = metadataOf(object);
  if (typeof name === "string" && EGRESS.test(name))
    return [{ path: "metadata.name", message: MESSAGE }];
  const marks: [unknown, string][] = [
    [labels, "metadata.labels"],
    [spec.selector, "spec.selector"],
    ...podsOf(object).flatMap(({ metadata, metadataPath }): [unknown, string][] =>
      metadataPath === undefined ? [] : [[metadata.labels, `${metadataPath}.labels`]],
    ),
  ];
  const found = marks.flatMap(([value, path]) => fieldsWithin(value, path));
  const telling = found.find(
    ({ key, value }) =>
      NAMING.includes(key) &&
      (CLASSES.has(value) || (typeof value === "string" && EGRESS.test(value))),
  );
  return telling === undefined ? [] : [{ path: telling.path, message: MESSAGE }];
}
