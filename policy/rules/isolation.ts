import type { KubernetesObject } from "../kubernetes-object";
import type { SetRule } from "../rule";
import type { Site } from "../site";
import { verdictsOf } from "../verdicts";
import type { Breach, Verdict, VerdictName } from "../verdicts/verdict";

type Text = Pick<SetRule, "name" | "description" | "severity" | "remediation" | "binds"> & {
  readonly name: VerdictName;
};

/** What the verdicts rest on. Told once: it would be the same for each of them. */
const reachIsKnown: SetRule = {
  name: "reach-is-known",
  description: "All that decides who reaches whom can be read and judged; else nothing is proved.",
  severity: "critical",
  remediation: "Make known what cannot be judged, or remove it.",
  binds: "in prod",
  anchor: "reach-is-known",
  scope: "set",
  check: (objects, site) => {
    const doubts = verdictsFor(objects, site).flatMap((verdict) => verdict.doubts);
    return [...new Set(doubts)].map(complaintOf);
  },
};

/** What is proved of who can reach whom: binding in prod, and advice elsewhere. */
export const isolation: readonly SetRule[] = [
  reachIsKnown,
  ...(
    [
      {
        name: "nothing-leaves",
        description: "No pod reaches anything outside but what the site lists for it.",
        severity: "critical",
        remediation:
          "Remove what opens the way, or list the destination in policy/site/<stack>.yaml.",
        binds: "in prod",
      },
      {
        name: "tenants-do-not-meet",
        description: "No tenant reaches another, and nobody comes in whom the site does not name.",
        severity: "critical",
        remediation: "Remove what opens the way.",
        binds: "in prod",
      },
      {
        name: "everything-needed-is-open",
        description: "Each flow that Seldon, Istio and what they stand on need is allowed.",
        severity: "high",
        remediation: "Allow the flow at both of its ends.",
        binds: "in prod",
      },
      {
        name: "nothing-is-forgeable",
        description:
          "No peer is chosen by a label that a tenant could put on something of its own.",
        severity: "critical",
        remediation: "Select namespaces by kubernetes.io/metadata.name, and take the right away.",
        binds: "in prod",
      },
      {
        name: "nothing-dangles",
        description: "Each selector of a policy finds somebody.",
        severity: "low",
        remediation: "Correct the labels, or remove the rule.",
        binds: "never",
      },
      {
        name: "nothing-is-wider-than-used",
        description: "What is open between the platform's pods is used by something known.",
        severity: "low",
        remediation: "Remove what is not used.",
        binds: "never",
      },
    ] satisfies readonly Text[]
  ).map(ruleOf),
];

function ruleOf(text: Text): SetRule {
  return {
    ...text,
    anchor: text.name,
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
const found = new WeakMap<
  readonly KubernetesObject[],
  { readonly site: Site; readonly verdicts: readonly Verdict[] }
>();

function verdictsFor(objects: readonly KubernetesObject[], site: Site): readonly Verdict[] {
  const known = found.get(objects);
  if (known?.site === site) return known.verdicts;
  const verdicts = objects.length === 0 ? [] : verdictsOf(objects, site);
  found.set(objects, { site, verdicts });
  return verdicts;
}
