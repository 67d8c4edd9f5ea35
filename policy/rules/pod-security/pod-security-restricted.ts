import type { ObjectName } from "../../kubernetes-object";
import type { Complaint, SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { complaintsOf } from "./control";
import {
  enforcingOf,
  judgedPods,
  LEVEL_PATH,
  minorOf,
  VERSION_PATH,
  type Enforcing,
} from "./levels";
import { RESTRICTED } from "./restricted-controls";

/** A pod with the rights of an ordinary process cannot become more than that. */
export const podSecurityRestricted: SetRule = {
  name: "pod-security-restricted",
  description:
    "Namespaces enforce the restricted level of the Pod Security Standards, and their pods keep to it.",
  why: "Root in a container is one defect of the kernel away from root on the node. A level that is enforced also refuses what operators make later, which no gate sees. Pods in a namespace that is not among the objects are held to baseline alone.",
  severity: "high",
  remediation: "Set securityContext as the restricted level asks.",
  ways: [66],
  examples: {
    refused: `
apiVersion: v1
kind: Namespace
metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers: [{ name: web, image: "harbor.example/platform/web:1.0.0" }]
`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`,
  },
  binds: "in prod",
  scope: "set",
  check: (objects, site) => [
    ...[...enforcingOf(objects).values()].flatMap((namespace) => ofNamespace(namespace, site)),
    ...judgedPods(
      objects,
      site,
      (level) => level === "restricted",
      (pod) => complaintsOf(RESTRICTED, pod, minorOf(site.workloads.podSecurityVersion)),
    ),
  ],
};

function ofNamespace(
  { object, level, version }: Enforcing,
  { network, workloads }: Site,
): (Complaint & { object: ObjectName })[] {
  if (network?.foreign.includes(object.name) === true) return [];
  // Whether one may be privileged is for the baseline rule to say.
  const isEnough =
    level === "restricted" ||
    level === "privileged" ||
    (level === "baseline" && workloads.baseline.includes(object.name));
  const wanted = minorOf(workloads.podSecurityVersion);
  const isNew = version === undefined || minorOf(version) >= wanted;
  return [
    ...(isEnough
      ? []
      : [
          {
            object,
            path: LEVEL_PATH,
            message:
              level === undefined
                ? "is missing, so the API server refuses no pod here"
                : "is less than restricted",
            remedy:
              "Set it to restricted, or list the namespace under workloads.baseline of the site.",
          },
        ]),
    ...(isNew
      ? []
      : [
          {
            object,
            path: VERSION_PATH,
            message: `is older than ${workloads.podSecurityVersion}, and lacks controls of it`,
            remedy: "Remove it, or set it to latest.",
          },
        ]),
  ];
}
