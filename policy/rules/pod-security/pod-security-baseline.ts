import type { SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { BASELINE } from "./baseline-controls";
import { complaintsOf } from "./control";
import { enforcingOf, judgedPods, LEVEL_PATH, minorOf, type Enforcing } from "./levels";

/** Whoever works on the node itself can undo every wall around a pod. */
export const podSecurityBaseline: SetRule = {
  name: "pod-security-baseline",
  description:
    "Pods keep to the baseline level of the Pod Security Standards, but for the site's node agents.",
  why: "A privileged pod, a further capability or an unsafe sysctl can take down the rules that capture and drop traffic. Not seen: what admission webhooks add.",
  severity: "critical",
  remediation:
    "Remove the field; what truly works on nodes is listed under workloads.nodeAgents of the site.",
  ways: [66],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: tracer, namespace: team }
spec:
  containers:
    - name: tracer
      image: harbor.example/platform/tracer:1.0.0
      securityContext: { capabilities: { add: [NET_ADMIN] } }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }
`,
  },
  scope: "set",
  check: (objects, site) => [
    ...[...enforcingOf(objects).values()]
      .filter(({ level }) => level === "privileged")
      .filter((namespace) => !holdsAgents(namespace, site))
      .map(({ object }) => ({
        object,
        path: LEVEL_PATH,
        message: "lets every pod in, and the site lists no node agent here",
        remedy: "Set it to restricted.",
      })),
    ...judgedPods(
      objects,
      site,
      // A list of the site's opens no namespace that is shut: the API server would refuse the pod.
      (level, isAgent) => !isAgent || level === "baseline" || level === "restricted",
      (pod) => complaintsOf(BASELINE, pod, minorOf(site.workloads.podSecurityVersion)),
    ),
  ],
};

const holdsAgents = ({ object }: Enforcing, { workloads }: Site): boolean =>
  workloads.nodeAgents.some(({ namespace }) => namespace === object.name);
