import { wholeImages } from "../../images/whole-images";
import type { ObjectRule } from "../../rule";

/** An image host is no air gap if a project of it fetches from outside on demand. */
export const imagesComeFromMirroredProjects: ObjectRule = {
  name: "images-come-from-mirrored-projects",
  description: "Images come from projects of the image host that hold what was carried in.",
  why: [
    "A project that is a proxy cache, or that pulls by replication, fetches from a public registry whatever is asked",
    "of it: such an image passed no review, and where the gap is shut it never arrives. The site lists the projects",
    "that images may come from (images.projects; absent: any) and those that fetch (images.proxyProjects).",
    "Not seen: what a project really does, which only the image host knows; and projects of fronts such as a hub,",
    "whose rest is added later.",
  ].join(" "),
  severity: "high",
  remediation: "Mirror the image into a project that the site lists, and name it there.",
  ways: [15],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/docker-hub-proxy/library/nginx:1.27.1" }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - { name: web, image: "harbor.example/mirror/library/nginx:1.27.1" }
`,
  },
  scope: "object",
  check: (object, { imageHosts, images: { projects, proxyProjects } }) =>
    wholeImages(object).flatMap(({ path, reference, image: { host, repository } }) => {
      if (!imageHosts.includes(host)) return [];
      const isIn = (project: string): boolean => `${repository}/`.startsWith(`${project}/`);
      const proxy = proxyProjects.find(isIn);
      if (proxy !== undefined)
        return [{ path, message: `${reference} lies in ${proxy}, which fetches from outside` }];
      if (projects === undefined || projects.some(isIn)) return [];
      const expected = projects.join(" or ");
      return [{ path, message: `${reference} lies in none of the site's projects: ${expected}` }];
    }),
};
