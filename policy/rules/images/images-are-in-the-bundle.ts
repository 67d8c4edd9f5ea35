import { wholeImages } from "../../images/whole-images";
import { onceFor } from "../../once-for";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";

/** The right host is not enough where nobody can push a missing image on demand. */
export const imagesAreInTheBundle: ObjectRule = {
  name: "images-are-in-the-bundle",
  description: "Every image was carried in, for the nodes that are there.",
  why: [
    "An image that names the image host but was never mirrored is a pod that waits for ever, and one for another",
    "processor a pod that never runs; behind an air gap either costs days. The site lists what was carried in",
    "(images.bundle), with the platforms of each image, and what the nodes are (images.platforms). Where the site has",
    "no such list, nothing is said. Not seen: what the image host really holds by now, and images that are named by",
    "a hub and their rest apart.",
  ].join(" "),
  severity: "high",
  remediation: "Carry the image in, for each platform of the nodes, and list it in images.bundle.",
  ways: [16, 17],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/team/web:1.4.3" }
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
  check: (object, site) => {
    const bundle = bundleOf(site);
    if (bundle === undefined) return [];
    return wholeImages(object).flatMap(({ path, reference, image }): Complaint[] => {
      if (!site.imageHosts.includes(image.host)) return [];
      const held = bundle.get(reference);
      if (held === undefined)
        return [{ path, message: `${reference} is not in the site's bundle` }];
      const missing = site.images.platforms.filter(
        (platform) => held !== "any" && !held.includes(platform),
      );
      if (missing.length === 0) return [];
      const message = `${reference} is in the site's bundle, but not for ${missing.join(" and ")}`;
      return [{ path, message }];
    });
  },
};

const bundleOf = onceFor(
  ({ images: { bundle } }: Site): ReadonlyMap<string, readonly string[] | "any"> | undefined =>
    bundle &&
    new Map(bundle.map(({ image, platforms }) => [image, platforms ?? ("any" as const)] as const)),
);
