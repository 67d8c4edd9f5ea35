import { parseImage } from "../../images/image-reference";
import {
  fieldsOf,
  groupOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

/** Names that a controller writes into a DNS elsewhere tell the world what runs here. */
export const namesAreNotPublished: ObjectRule = {
  name: "names-are-not-published",
  description: "No object asks for a name in a DNS outside, and no controller writes any.",
  why: "A controller such as external-dns calls the interface of a DNS provider with whatever the objects tell it; who writes an annotation then writes data out. Read are the annotations of external-dns on every object and pod, its DNSEndpoints, and containers that run it. Not seen: controllers of other makers, and one under another image name.",
  severity: "high",
  remediation: "Leave it out, and have the site's own DNS point at the address of the door.",
  ways: [81],
  examples: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: team
  annotations: { external-dns.alpha.kubernetes.io/hostname: web.vendor.com }
spec: { selector: { app: web } }
`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: team
  annotations: { team/hostname: web }
spec: { selector: { app: web } }
`,
  },
  binds: "in prod",
  scope: "object",
  check(object) {
    const pods = podsOf(object);
    return [
      ...(/^externaldns\./.test(groupOf(object))
        ? [{ path: "kind", message: "asks external-dns for names in a DNS outside" }]
        : []),
      ...annotated(metadataOf(object), "metadata"),
      ...pods.flatMap(({ metadata, metadataPath }) =>
        metadataPath === undefined || metadataPath === "metadata"
          ? []
          : annotated(metadata, metadataPath),
      ),
      ...pods.flatMap(containersOf).flatMap(({ path, container }) => controller(container, path)),
    ];
  },
};

const annotated = (metadata: KubernetesObject, path: string): Complaint[] =>
  Object.keys(fieldsOf(metadata.annotations))
    .filter((name) => /^external-?dns(\.[\w-]+)*\//i.test(name))
    .map((name) => ({
      path: childPath(`${path}.annotations`, name),
      message: "asks external-dns for a name in a DNS outside",
    }));

function controller(container: KubernetesObject, path: string): Complaint[] {
  const image = parseImage(textOf(container.image) ?? "");
  if (image === undefined || !/(^|\/)external-?dns(-[\w-]+)?$/.test(image.repository)) return [];
  return [
    { path: `${path}.image`, message: "runs external-dns, which writes names into a DNS outside" },
  ];
}
