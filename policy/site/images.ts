import { z } from "zod";
import { parseImage } from "../images/image-reference";

const Project = z
  .string()
  .regex(
    /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    "a project of the image host, or a path below one: no host, no slash at the ends, no wildcard",
  );

const Platform = z
  .string()
  .regex(/^[a-z0-9]+\/[a-z0-9]+(\/v\d+)?$/, "a platform, as in linux/amd64 or linux/arm/v7");

const BundledImage = z.strictObject({
  /** Exactly as objects name it. */
  image: z.string().refine((text) => {
    const image = parseImage(text);
    return image?.hostIsWritten === true && (image.tag ?? image.digest) !== undefined;
  }, "an image with its host, and with a tag or a digest"),
  /** What it was mirrored for; where nothing is said, nothing is checked. */
  platforms: z.array(Platform).min(1).optional(),
});

/** What the gate holds to be true of images at a site. */
export const SiteImages = z
  .strictObject({
    /** Projects that images may come from; absent: any. */
    projects: z.array(Project).min(1).optional(),
    /** Projects that fetch from elsewhere what they do not have. */
    proxyProjects: z.array(Project).default([]),
    /** Every image that was carried in; absent: nobody knows. */
    bundle: z.array(BundledImage).min(1).optional(),
    /** What the nodes are. */
    platforms: z.array(Platform).default([]),
  })
  .refine(({ bundle, platforms }) => platforms.length === 0 || bundle !== undefined, {
    path: ["platforms"],
    error: "has no effect without bundle, whose platforms it is held against",
  });

export type SiteImages = z.infer<typeof SiteImages>;
