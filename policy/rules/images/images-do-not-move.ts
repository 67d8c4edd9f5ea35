import { isFloating } from "../../images/floating-tag";
import { parseImage } from "../../images/image-reference";
import { wholeImages } from "../../images/whole-images";
import { fieldsOf, listOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

/** A digest is always good enough; a tag must name one version. */
export const imagesDoNotMove: ObjectRule = {
  name: "images-do-not-move",
  description: "In production an image is tomorrow what it is today.",
  why: [
    "A tag such as latest or 1.7 is moved by whoever pushes: pods that start later run what nobody reviewed, and each",
    "node another. imagePullPolicy Always asks the registry at each start, so that any tag can be exchanged under a",
    "running platform, and nothing starts while the registry is away. Three numbers, a day, a commit or a monthly release with what it is built",
    "for count as one version. Not seen: whether somebody pushes to such a tag again; only a digest rules that out.",
  ].join(" "),
  severity: "high",
  remediation: "Name the exact version, with at least three numbers, or add its digest.",
  ways: [9],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/team/web:1.4" }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/team/web:1.4.2" }
`,
  },
  binds: "in prod",
  scope: "object",
  check: (object) => [
    ...wholeImages(object).flatMap(({ path, reference, image }): Complaint[] => {
      if (image.digest !== undefined) return [];
      if (image.tag === undefined)
        return [{ path, message: `${reference} has no tag, which means latest` }];
      return isFloating(image.tag)
        ? [{ path, message: `${reference} has the tag ${image.tag}, which can move` }]
        : [];
    }),
    ...alwaysPulled(object),
  ],
};

const alwaysPulled = (object: KubernetesObject): Complaint[] =>
  podsOf(object).flatMap((pod) => [
    ...containersOf(pod).flatMap(({ path, container }) =>
      policyAt(childPath(path, "imagePullPolicy"), container.imagePullPolicy, container.image),
    ),
    ...listOf(pod.spec.volumes).flatMap((volume, index) => {
      const image = fieldsOf(fieldsOf(volume).image);
      const path = `${childPath(childPath(pod.path, "volumes"), index)}.image.pullPolicy`;
      return policyAt(path, image.pullPolicy, image.reference);
    }),
  ]);

function policyAt(path: string, policy: unknown, image: unknown): Complaint[] {
  // The API server's default for a gateway's placeholder; Istio's injector writes both anew.
  if (policy !== "Always" || image === "auto") return [];
  if (parseImage(textOf(image) ?? "")?.digest !== undefined) return [];
  return [
    {
      path,
      message: "is Always, so each start asks the registry what the tag means by then",
      remedy: "Write IfNotPresent, or name the image by its digest.",
    },
  ];
}
