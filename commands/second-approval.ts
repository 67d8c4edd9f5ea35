import { execFileSync } from "node:child_process";

import { checkout } from "./checkout";

/** What judges: rules, site data, waivers, the model that rules read, and what starts them; plugins of a project do. */
const GATE =
  /^(policy\/|operator\/|commands\/|toolchain\/|\.github\/|\.gitlab-ci\.yml$|Makefile$|package(-lock)?\.json$|eslint\.config\.mjs$|(crds\/)?Pulumi\.yaml$)/;
/** What is judged; tests and documents are neither. */
const NEITHER =
  /^(tests\/|bench\/|docs\/|[A-Z]+(\.md)?$|\.(vscode|editorconfig|git|prettier)|knip\.json$|tsconfig\.json$)/;

/** A change that edits its own judge. */
export interface OwnJudge {
  readonly gate: readonly string[];
  readonly judged: readonly string[];
}

/** The files of a change by what they are; undefined unless there are some of both sorts. */
export function ownJudge(files: readonly string[]): OwnJudge | undefined {
  const gate = files.filter((file) => GATE.test(file));
  const judged = files.filter((file) => !GATE.test(file) && !NEITHER.test(file));
  return gate.length > 0 && judged.length > 0 ? { gate, judged } : undefined;
}

/**
 * The files that differ between the revision to be merged into and the working tree, new ones included.
 * @param base undefined or empty stands for origin/main; none where that is not there either
 */
export function changedFiles(base: string | undefined, folder = checkout): string[] {
  const revision = base === undefined || base === "" ? "origin/main" : base;
  const git = (...args: string[]): string[] =>
    execFileSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
      .split("\0")
      .filter((file) => file !== "");
  try {
    // What the base has gained meanwhile is no part of the change.
    const [fork = ""] = git("merge-base", "--", revision, "HEAD").map((line) => line.trim());
    return [
      ...git("diff", "--name-only", "-z", "--no-renames", fork, "--"),
      ...git("ls-files", "--others", "--exclude-standard", "-z"),
    ].sort();
  } catch {
    return [];
  }
}

/** What a person reads who made such a change. */
export const approvalNeeded = ({ gate, judged }: OwnJudge): string =>
  `This change edits the gate and what the gate judges, so it needs a second approval:
${named("the gate", gate)}
${named("judged by it", judged)}
Put the change of the gate into a change of its own, let its owners approve that, and merge it first.
`;

const named = (what: string, files: readonly string[]): string => {
  const shown = files.slice(0, 10).map((file) => `    ${file}`);
  const more = files.length - shown.length;
  return [`  ${what}:`, ...shown, ...(more > 0 ? [`    … and ${String(more)} more`] : [])].join(
    "\n",
  );
};
