import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { SiteNetwork } from "./site-network";

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
});

/** What the gate holds to be true of a stack, whatever the program under review says of itself. */
export type Site = Readonly<z.infer<typeof Site>>;

/** Site data that is missing, ambiguous or wrong; the message is complete and holds no stack trace. */
export class SiteError extends Error {
  override readonly name = "SiteError";
}

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
export interface SiteSource {
  /** The folder of the pack, in which site/<stack>.yaml lies. */
  readonly packDirectory: string;
  /** The revision that a change will be merged into; undefined or empty stands for origin/main, if there is one. */
  readonly base: string | undefined;
  readonly warn: (line: string) => void;
}

/**
 * Reads policy/site/<stack>.yaml of the base revision, so that a change cannot loosen the gate that judges it.
 * The working tree speaks only where the base has nothing to say, and then a warning says so.
 */
export function loadSite(stack: string, { packDirectory, base, warn }: SiteSource): Site {
  // The names Pulumi allows for a stack; a slash would lead out of the folder.
  if (!/^[\w.-]{1,100}$/.test(stack)) throw new SiteError(`"${stack}" is no stack name.`);
  const file = `site/${stack}.yaml`;
  const revision = base === undefined || base === "" ? "origin/main" : base;
  const commit = git(
    packDirectory,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  )?.trim();
  if (commit === undefined && revision === base)
    throw new SiteError(
      `BASE is "${base}", which is no revision here. Fetch it first, or set BASE to the revision that the change will be merged into.`,
    );
  if (
    commit !== undefined &&
    git(packDirectory, "ls-tree", "--name-only", commit, "--", file) !== ""
  ) {
    const text = git(packDirectory, "show", `${commit}:./${file}`);
    if (text === undefined)
      throw new SiteError(
        `policy/${file} of ${revision} cannot be read. Check \`git show ${revision}:./${file}\` in policy/.`,
      );
    return parseSite(text, `policy/${file} of ${revision}`);
  }
  if (!existsSync(join(packDirectory, file)))
    throw new SiteError(
      `Stack "${stack}" has no site data. Add policy/${file} with environment (dev or prod) and imageHosts (the hosts that images may come from).`,
    );
  const reason =
    commit === undefined ? `there is no ${revision} here` : `${revision} has none for this stack`;
  warn(
    `warning: policy/${file} is read from the working tree, because ${reason}: a change under review could loosen its own gate. Review that file by hand.`,
  );
  return parseSite(readFileSync(join(packDirectory, file), "utf8"), `policy/${file}`);
}

/** Undefined when git, the repository, the revision or the file is missing. */
function git(directory: string, ...args: string[]): string | undefined {
  try {
    const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
    return execFileSync("git", args, { cwd: directory, encoding: "utf8", stdio });
  } catch {
    return undefined;
  }
}
