import { siteFrom, type Site } from "../../../policy/site/site";
import type { Raw } from "../attack";

/** An image of the bundle that no node of the site can run. */
const OTHER_PLATFORM = {
  image: "harbor.mlops.internal/mirror/other-platform:1.0.0",
  platforms: ["linux/arm64"],
};

/**
 * The site with all said that a site may say of images: which projects are mirrors, and that nothing was carried in
 * but what the stack has.
 */
export function attackSite(site: Site, stack: readonly Raw[]): Site {
  const images = new Set<string>();
  JSON.stringify(stack, (key, value: unknown) => {
    if (key === "image" && typeof value === "string" && value.startsWith("harbor.mlops.internal/"))
      images.add(value);
    return value;
  });
  return siteFrom({
    ...site,
    images: {
      ...site.images,
      projects: ["mirror"],
      proxyProjects: ["cache"],
      platforms: ["linux/amd64"],
      bundle: [...[...images].map((image) => ({ image })), OTHER_PLATFORM],
    },
  });
}
