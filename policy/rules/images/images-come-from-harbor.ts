import { imageFields } from "../../images/image-fields";
import { parseImage } from "../../images/image-reference";
import { unknownComplaint } from "../../judge";
import type { Complaint, ObjectRule } from "../../rule";

/** Every string of every kind is read: an image is one wherever it stands. */
export const imagesComeFromHarbor: ObjectRule = {
  name: "images-come-from-harbor",
  description: "Every image comes from a host that the site lists.",
  why: [
    "An image from a host that the cluster cannot reach is a pod that never starts; from a public one, a way out.",
    "Read are all string fields of all kinds: containers of every sort, image volumes, custom resources, flags,",
    "variables and what they expand to, annotations, and documents within text, as YAML, JSON or base64.",
    "Fields, flags and variables whose name ends in image hold an image; what is called hub or registry, or lies as",
    "repository and tag side by side, is put together and judged; other text is judged by its shape. Hosts are compared",
    "exactly, port included, and a reference without a host means docker.io.",
    "The placeholder auto stands only in the container istio-proxy of a pod that carries Istio's injection template and",
    "label: which image the injector puts there, the ConfigMap istio-sidecar-injector says, whose hub and templates are",
    "judged like any text where it is in the set; where it is not, nothing here can tell.",
    "Not seen: the data of Secrets, what is compressed, and names that a program makes up while it runs.",
  ].join(" "),
  severity: "critical",
  remediation:
    "Mirror the image to a host that the site lists, and name that host in the reference.",
  ways: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 31, 32, 33, 34],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example.evil.com/team/web:1.4.2" }
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
  scope: "object",
  check: (object, { imageHosts }) =>
    imageFields(object).flatMap(({ path, reference, isTooDeep }): Complaint[] => {
      if (isTooDeep === true) return [tooDeep(path)];
      if (reference === undefined) return [unknownComplaint(path)];
      const message = whatIsWrong(reference, imageHosts);
      return message === undefined ? [] : [{ path, message, remedy: remedyFor(imageHosts) }];
    }),
};

const tooDeep = (path: string): Complaint => ({
  path,
  message: "holds documents within documents, deeper than the gate reads",
  remedy: "Write the innermost document as it is.",
});

function whatIsWrong(reference: string, imageHosts: readonly string[]): string | undefined {
  // A hub is the front part of references that are put together later.
  const isHub = reference.endsWith("/");
  const image = parseImage(isHub ? `${reference}image` : reference);
  // Not quoted: what is no reference may be anything, a password too.
  if (image === undefined) return "is no image reference that a container runtime can read";
  if (imageHosts.includes(image.host)) return undefined;
  const named = isHub ? `the hub ${reference.slice(0, -1)}` : reference;
  const expected = `images of this site come from ${imageHosts.join(" or ")}`;
  const lookAlike = imageHosts.find((host) => isLookAlike(image.host, host));
  if (lookAlike !== undefined)
    return `${named} comes from "${image.host}", which only looks like ${lookAlike}: hosts are compared exactly`;
  if (image.hostIsWritten) return `${named} comes from ${image.host}, but ${expected}`;
  const library = image.repository.includes("/") ? "" : "library/";
  return `${named} names no host and so means docker.io/${library}${reference}, but ${expected}`;
}

const isLookAlike = (host: string, allowed: string): boolean =>
  host.toLowerCase().replace(/\.?(:\d+)?$/, "") === allowed.replace(/:\d+$/, "") ||
  host.startsWith(`${allowed}.`) ||
  host.startsWith(`${allowed}-`);

const remedyFor = (imageHosts: readonly string[]): string =>
  `Mirror it and write ${imageHosts[0] ?? "an allowed host"}/… instead.`;
