import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { atBase, SiteError, type BaseSource } from "./base-revision";
import { SiteArtifacts } from "./artifacts";
import { SiteCustomResources } from "./custom-resources";
import { SiteImages } from "./images";
import { SiteNetwork } from "./network";
import { SiteProgram } from "./program";
import { SiteServices } from "./services";
import { SiteWorkloads } from "./workloads";

const Host = z
  .string()
  .regex(
    /^(?=.{1,253}(:|$))[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[1-9]\d{0,4})?$/,
    "an exact host in lower case, with its port if it has one: no scheme, no path, no wildcard",
  );

const Site = z.strictObject({
  environment: z.enum(["dev", "prod"]),
  imageHosts: z
    .array(Host)
    .min(1, "at least one host that images may come from")
    .refine((hosts) => new Set(hosts).size === hosts.length, "each host once"),
  /** Without it nothing about the network can be proved. */
  network: SiteNetwork.optional(),
  /** Names and addresses that objects may name, beside imageHosts, Services and the network's own. */
  hosts: z.array(Host).default([]),
  images: SiteImages.prefault({}),
  artifacts: SiteArtifacts.prefault({}),
  customResources: SiteCustomResources.prefault({}),
  workloads: SiteWorkloads.prefault({}),
  services: SiteServices.prefault({}),
  program: SiteProgram.prefault({}),
});

/** What the gate holds to be true of a stack, whatever the program under review says of itself. */
export type Site = Readonly<z.infer<typeof Site>>;

/** The site that a value describes. @throws ZodError */
export const siteFrom = (value: unknown): Site => Site.parse(value);

export { SiteError };

/** Throws SiteError with every problem of the text at once; `source` is how the message names it. */
export function parseSite(text: string, source: string): Site {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new SiteError(`${source} is not YAML: ${String(error).split("\n")[0] ?? ""}`);
  }
  const result = Site.safeParse(raw);
  if (result.success) return result.data;
  throw new SiteError(`${source} cannot be used:\n${z.prettifyError(result.error)}`);
}

/** Where site data is looked for. */
export interface SiteSource extends BaseSource {
  readonly warn: (line: string) => void;
}

/**
 * Reads policy/site/<stack>.yaml of the base revision, so that a change cannot loosen the gate that judges it.
 * The working tree speaks only where the base has nothing to say, and then a warning says so.
 */
export function loadSite(stack: string, source: SiteSource): Site {
  // The names Pulumi allows for a stack; a slash would lead out of the folder.
  if (!/^[\w.-]{1,100}$/.test(stack)) throw new SiteError(`"${stack}" is no stack name.`);
  const file = `site/${stack}.yaml`;
  const { revision, isThere, text } = atBase(file, source);
  if (text !== undefined) return parseSite(text, `policy/${file} of ${revision}`);
  const path = join(source.packDirectory, file);
  if (!existsSync(path))
    throw new SiteError(
      `Stack "${stack}" has no site data. Add policy/${file} with environment (dev or prod) and imageHosts (the hosts that images may come from).`,
    );
  const reason = isThere ? `${revision} has none for this stack` : `there is no ${revision} here`;
  source.warn(
    `warning: policy/${file} is read from the working tree, because ${reason}: a change under review could loosen its own gate. Review that file by hand.`,
  );
  return parseSite(readFileSync(path, "utf8"), `policy/${file}`);
}
