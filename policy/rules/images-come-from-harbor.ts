import { imageFields } from "../image-fields";
import { parseImage } from "../image-reference";
import { unknownComplaint } from "../judge";
import type { Complaint, ObjectRule } from "../rule";

/** An image from a host that the cluster cannot reach is a pod that never starts; from a public one, a way out. */
export const imagesComeFromHarbor: ObjectRule = {
  name: "images-come-from-harbor",
  description: "Every image comes from a host that the site lists.",
  severity: "critical",
  remediation:
    "Mirror the image to a host that the site lists, and name that host in the reference.",
  anchor: "images-come-from-harbor",
  scope: "object",
  check: (object, { imageHosts }) =>
    imageFields(object).flatMap(({ path, reference }): Complaint[] => {
      if (reference === undefined) return [unknownComplaint(path)];
      const message = whatIsWrong(reference, imageHosts);
      return message === undefined ? [] : [{ path, message, remedy: remedyFor(imageHosts) }];
    }),
};

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
