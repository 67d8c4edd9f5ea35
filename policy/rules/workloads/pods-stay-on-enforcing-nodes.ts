import { fieldsOf, listOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { isLive } from "../../live";
import { podsOf, type PodTemplate } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { nodeAgentOf } from "./node-agents";

/** Policies hold where the node's network plugin enforces them. */
export const podsStayOnEnforcingNodes: ObjectRule = {
  name: "pods-stay-on-enforcing-nodes",
  description:
    "The scheduler chooses the node of every pod, and none where nobody enforces network policies.",
  why: "A taint keeps pods off nodes that are not ready, or where no network plugin runs: nodeName and a toleration of everything pass it by. Not seen: a scheduler of one's own, and whether a node truly enforces.",
  severity: "high",
  remediation: "Remove it; tolerate the taints that are meant by their keys.",
  ways: [72],
  examples: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    spec:
      tolerations: [{ operator: Exists }]
      containers: [{ name: web, image: "harbor.example/platform/web:1.0.0" }]
`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    spec:
      tolerations: [{ key: gpu, operator: Exists }]
      containers: [{ name: web, image: "harbor.example/platform/web:1.0.0" }]
`,
  },
  scope: "object",
  check(object, site) {
    const isEverywhere = nodeAgentOf(object, site)?.needs.includes("everyNode") === true;
    const { unenforcedNodes } = site.workloads;
    return podsOf(object).flatMap((pod) => [
      ...(isPlaced(object) ? [] : ofNodeName(pod)),
      ...(isEverywhere ? [] : [...ofTolerations(pod, unenforcedNodes)]),
      ...ofChoice(pod, unenforcedNodes),
    ]);
  },
};

/** On a cluster the scheduler has written the node's name. */
const isPlaced = (object: KubernetesObject): boolean => object.kind === "Pod" && isLive(object);

const ofNodeName = ({ path, spec }: PodTemplate): Complaint[] =>
  textOf(spec.nodeName) === undefined
    ? []
    : [
        {
          path: childPath(path, "nodeName"),
          message: "puts the pod on a node by name, past the scheduler and every taint",
          remedy: "Remove it; choose nodes by nodeSelector.",
        },
      ];

const ofTolerations = ({ path, spec }: PodTemplate, unenforced: readonly string[]): Complaint[] =>
  listOf(spec.tolerations).flatMap((toleration, index) => {
    const { key } = fieldsOf(toleration);
    const at = childPath(childPath(path, "tolerations"), index);
    if (textOf(key) === undefined)
      return [{ path: at, message: "tolerates every taint, as it names no key" }];
    return unenforced.includes(String(key)) ? [{ path: `${at}.key`, message: UNENFORCED }] : [];
  });

const UNENFORCED = "leads to nodes where, by the site, nothing enforces network policies";

function ofChoice({ path, spec }: PodTemplate, unenforced: readonly string[]): Complaint[] {
  const selector = childPath(path, "nodeSelector");
  const affinity = `${path}.affinity.nodeAffinity`;
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fieldsOf(
    fieldsOf(spec.affinity).nodeAffinity,
  );
  return [
    ...Object.keys(fieldsOf(spec.nodeSelector))
      .filter((key) => unenforced.includes(key))
      .map((key) => ({ path: childPath(selector, key), message: UNENFORCED })),
    ...listOf(fieldsOf(required).nodeSelectorTerms).flatMap((term, index) =>
      listOf(fieldsOf(term).matchExpressions)
        .map(fieldsOf)
        .filter(({ key }) => unenforced.includes(String(key)))
        .filter(({ operator }) => operator === "In" || operator === "Exists")
        .map(() => ({
          path: `${affinity}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`,
          message: UNENFORCED,
        })),
    ),
  ];
}
