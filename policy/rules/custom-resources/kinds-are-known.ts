import { groupOf } from "../../kubernetes-object";
import type { ObjectRule } from "../../rule";
import { isKnownKind } from "./known-kinds";

/** Of a kind that nobody here knows, nobody here can say what it does. */
export const kindsAreKnown: ObjectRule = {
  name: "kinds-are-known",
  description: "Each object is of a kind that the gate knows, or that the site lists.",
  why: "A controller can make anything of its objects: pods, calls, other objects. The rules on all texts and images judge an unknown kind too, but cannot know what its fields mean. What a listed kind does, the site answers for.",
  severity: "high",
  remediation:
    "Leave it out, or have the site list it as group/Kind under customResources.kinds after a look at what its controller does.",
  ways: [59],
  binds: "in prod",
  scope: "object",
  check(object, { customResources }) {
    if (isKnownKind(object)) return [];
    const kind = `${groupOf(object)}/${String(object.kind)}`;
    return customResources.kinds.includes(kind)
      ? []
      : [{ path: "kind", message: `the kind ${kind} is not known to the gate` }];
  },
  examples: {
    refused: `
apiVersion: tunnels.example.com/v1
kind: Tunnel
metadata: { name: home, namespace: team }
spec: { to: home }
`,
    accepted: `
apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: { name: home, namespace: team }
spec: { selector: { istio: ingressgateway }, servers: [] }
`,
  },
};
