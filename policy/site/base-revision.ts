import { execFileSync } from "node:child_process";

/** Data of the gate that is missing, ambiguous or wrong; the message is complete and holds no stack trace. */
export class SiteError extends Error {
  override readonly name = "SiteError";
}

/** Where the gate's data is looked for. */
export interface BaseSource {
  /** The folder of the pack. */
  readonly packDirectory: string;
  /** The revision that a change will be merged into; undefined or empty stands for origin/main, if there is one. */
  readonly base: string | undefined;
}

/**
 * A file of the pack as the base revision has it; undefined where it has none.
 * @param file starts at the pack
 * @throws SiteError for a BASE that is no revision, and for a file that is there and cannot be read
 */
export function atBase(
  file: string,
  { packDirectory, base }: BaseSource,
): { readonly revision: string; readonly isThere: boolean; readonly text: string | undefined } {
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
    commit === undefined ||
    git(packDirectory, "ls-tree", "--name-only", commit, "--", file) === ""
  )
    return { revision, isThere: commit !== undefined, text: undefined };
  const text = git(packDirectory, "show", `${commit}:./${file}`);
  if (text === undefined)
    throw new SiteError(
      `policy/${file} of ${revision} cannot be read. Check \`git show ${revision}:./${file}\` in policy/.`,
    );
  return { revision, isThere: true, text };
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
