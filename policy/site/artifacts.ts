import { z } from "zod";

/** What the gate holds to be true of models and what they load at a site. */
export const SiteArtifacts = z.strictObject({
  /** First parts of a Model's storageUri: rclone remotes, whose addresses are judged where they are written. */
  remotes: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "the name of an rclone remote, as in s3"))
    .default(["s3"]),
});

export type SiteArtifacts = z.infer<typeof SiteArtifacts>;
