import { fieldsOf, listOf, textOf } from "../../kubernetes-object";
import { parseImage } from "../../images/image-reference";
import { containersOf, podsOf, type PodTemplate } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

/** The user and the group of Istio's own proxy; what they send is not captured, or it would go in circles. */
const PROXY_ID = "1337";

/** Traffic of the proxy's user passes by the proxy. */
export const podsAreCaptured: ObjectRule = {
  name: "pods-are-captured",
  description:
    "No container but Istio's proxy runs as the user or a group that the mesh lets pass.",
  why: "Rules in each pod send its traffic into the proxy, except for user and group 1337: whoever runs as one of them leaves without mTLS, authorization and records. Not seen: a user that the image itself sets.",
  severity: "high",
  remediation: "Use another number, or leave it out.",
  ways: [67],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/platform/web:1.0.0", securityContext: { runAsUser: 1337 } }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/platform/web:1.0.0", securityContext: { runAsUser: 1338 } }
`,
  },
  scope: "object",
  check: (object) =>
    podsOf(object).flatMap((pod) => [
      ...ofContext(pod.spec.securityContext, childPath(pod.path, "securityContext")),
      ...containersOf(pod)
        .filter(({ container }) => !isProxy(container))
        .flatMap(({ path, container }) =>
          ofContext(container.securityContext, childPath(path, "securityContext")),
        ),
    ]),
};

function ofContext(context: unknown, path: string): Complaint[] {
  const fields = fieldsOf(context);
  const groups = listOf(fields.supplementalGroups).map(
    (group, index) => [childPath("supplementalGroups", index), group] as const,
  );
  return [
    ...["runAsUser", "runAsGroup", "fsGroup"].map((field) => [field, fields[field]] as const),
    ...groups,
  ]
    .filter(([, id]) => String(id) === PROXY_ID)
    .map(([field]) => ({
      path: `${path}.${field}`,
      message: `is the number ${PROXY_ID} of Istio's own proxy, whose traffic the mesh does not capture`,
    }));
}

/** Istio's own, as its injector or its gateways write it: by another command it would be anybody's. */
function isProxy({ name, image, command }: PodTemplate["spec"]): boolean {
  if (name !== "istio-proxy" || listOf(command).length > 0) return false;
  return (
    image === "auto" || /(^|\/)proxyv2$/.test(parseImage(textOf(image) ?? "")?.repository ?? "")
  );
}
