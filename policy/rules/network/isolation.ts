import type { KubernetesObject } from "../../kubernetes-object";
import { onceFor } from "../../once-for";
import type { SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { verdictsOf } from "../../verdicts";
import type { Breach, Verdict } from "../../verdicts/verdict";
import { VERDICT_TEXTS, type VerdictText } from "./verdict-texts";

/** What the verdicts rest on. Told once: it would be the same for each of them. */
const reachIsKnown: SetRule = {
  name: "reach-is-known",
  description: "All that decides who reaches whom can be read and judged; else nothing is proved.",
  severity: "critical",
  remediation: "Make known what cannot be judged, or remove it.",
  why: "What cannot be read may open anything. Policies of Cilium and Calico, values unknown at preview, and kinds that may make pods but that nobody here knows leave all verdicts unproved, as does a site without `network`. Told once.",
  ways: [106, 107, 150],
  binds: "in prod",
  examples: {
    refused: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: team-a }
spec: { endpointSelector: {}, egress: [{ toEntities: [world] }] }`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team-a }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }`,
  },
  scope: "set",
  check: (objects, site) => {
    const doubts = verdictsFor(objects, site).flatMap((verdict) => verdict.doubts);
    return [...new Set(doubts)].map(complaintOf);
  },
};

/** What is proved of who can reach whom: binding in prod, and advice elsewhere. */
export const isolation: readonly SetRule[] = [reachIsKnown, ...VERDICT_TEXTS.map(ruleOf)];

function ruleOf(text: VerdictText): SetRule {
  return {
    ...text,
    scope: "set",
    check: (objects, site) =>
      verdictsFor(objects, site)
        .filter(({ name }) => name === text.name)
        .flatMap(({ breaches, doubts }) => breaches.filter((breach) => !doubts.includes(breach)))
        .map(complaintOf),
  };
}

const complaintOf = ({ code, object, path, message, remedy, rules = [] }: Breach) => {
  const decided = rules.length > 0 ? ` (decided by ${rules.join(" and ")})` : "";
  return { object, path, message: `${code}: ${message}${decided}`, remedy };
};

// Six rules ask about the same list in turn; the list is dropped, and this with it.
const verdictsAt = onceFor((objects: readonly KubernetesObject[]) =>
  onceFor((site: Site): readonly Verdict[] =>
    objects.length === 0 ? [] : verdictsOf(objects, site),
  ),
);

const verdictsFor = (objects: readonly KubernetesObject[], site: Site): readonly Verdict[] =>
  verdictsAt(objects)(site);
