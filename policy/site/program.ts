import { z } from "zod";

const Package = z.string().regex(/^[a-z][a-z0-9-]*$/, "the name of a Pulumi package");

const NpmPackage = z
  .string()
  .regex(/^(@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/, "the name of an npm package");

/** What the gate holds to be true of the Pulumi program at a site. */
export const SiteProgram = z.strictObject({
  /** Packages whose resources a program may declare, beside Pulumi's own and its components. */
  providers: z
    .array(Package)
    .default(["harbor", "kubernetes", "kubernetes-cert-manager", "random"]),
  /** npm packages that may have a script for their installation; none of them is run. */
  installScripts: z
    .array(NpmPackage)
    .default(["@pulumi/kubernetes", "@pulumi/kubernetes-cert-manager", "esbuild", "protobufjs"]),
});

export type SiteProgram = z.infer<typeof SiteProgram>;
