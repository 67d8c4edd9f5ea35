import { fieldsOf } from "../../kubernetes-object";
import type { ObjectRule } from "../../rule";

/** A Service by name is an alias that no wall sees: the cluster's DNS answers for whoever owns the name. */
export const servicesHaveNoOutsideName: ObjectRule = {
  name: "services-have-no-outside-name",
  description: "No Service is a mere name for another host.",
  why: "A Service of type ExternalName makes any host of the world look like one of the cluster, so that every rule on hosts is passed by, and in Istio it also becomes a destination. Names inside are refused too, since what they lead to can change without a change here. Not seen: names that the cluster's DNS is made to rewrite.",
  severity: "high",
  remediation:
    "Give the Service a selector and type ClusterIP, and have callers name the Service that they mean.",
  ways: [75],
  examples: {
    refused: `
apiVersion: v1
kind: Service
metadata: { name: store, namespace: team }
spec: { type: ExternalName, externalName: store.vendor.com }
`,
    accepted: `
apiVersion: v1
kind: Service
metadata: { name: store, namespace: team }
spec: { type: ClusterIP, selector: { app: store }, ports: [{ port: 9000 }] }
`,
  },
  scope: "object",
  kinds: new Set(["/Service"]),
  check(object) {
    const spec = fieldsOf(object.spec);
    if (spec.type === "ExternalName")
      return [{ path: "spec.type", message: "is ExternalName, a name for a host elsewhere" }];
    // Ignored today; a change of the type alone would make it speak.
    if (spec.externalName === undefined || spec.externalName === null || spec.externalName === "")
      return [];
    return [
      { path: "spec.externalName", message: "names a host, which a Service here must not have" },
    ];
  },
};
