import { rowsBySource, rowsOf } from "../policy/reach/rows";
import { UsageError } from "./checkout";
import { processStreams, type CommandStreams } from "./command-streams";
import { changesOf } from "./reach/changes";
import { dotOf } from "./reach/dot";
import { changesJson, rowsJson } from "./reach/json";
import { readSet } from "./reach/read-set";
import { changesText, tableText } from "./reach/text";

/** How `reach` speaks, and of what. */
export interface ReachOptions {
  /** Of the change from one path to another, not of all paths together. */
  readonly diff: boolean;
  /** A change has no `dot`. */
  readonly format: "text" | "json" | "dot";
}

/**
 * Prints who can reach whom by the NetworkPolicies of a set of objects, or what a change opens and closes.
 * Returns the exit code: 2 when a part of the input could not be judged (the rest is still printed), 1 when a
 * change opens anything, else 0. Throws UsageError.
 */
export function reach(
  paths: readonly string[],
  { diff, format }: ReachOptions,
  streams: CommandStreams = processStreams,
): 0 | 1 | 2 {
  if (!diff) return table(paths, format, streams);
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError("reach --diff: compares two paths. Give the old one, then the new one.");
  if (before === "-" && after === "-")
    throw new UsageError("reach --diff: standard input is one set. Give a file for the other.");
  if (format === "dot")
    throw new UsageError("reach --diff --format dot: a change is no graph. Use text or json.");
  return change(before, after, format, streams);
}

function table(
  paths: readonly string[],
  format: ReachOptions["format"],
  streams: CommandStreams,
): 0 | 2 {
  const { cluster, reachability, isWrong, lines } = readSet(paths, streams.stdin);
  for (const line of lines) streams.stderr(`${line}\n`);
  const exitCode = isWrong ? 2 : 0;
  if (format === "json") {
    const sources = rowsBySource(reachability, cluster.workloads);
    for (const text of rowsJson(sources)) streams.stdout(text);
    return exitCode;
  }
  const rows = rowsOf(reachability, cluster.workloads);
  if (format === "dot") streams.stdout(dotOf(rows, cluster.workloads));
  else streams.stdout(tableText(rows, cluster, reachability));
  return exitCode;
}

function change(
  before: string,
  after: string,
  format: "text" | "json",
  streams: CommandStreams,
): 0 | 1 | 2 {
  const old = readSet([before], streams.stdin);
  const now = readSet([after], streams.stdin);
  for (const line of old.lines) streams.stderr(`${before}: ${line}\n`);
  for (const line of now.lines) streams.stderr(`${after}: ${line}\n`);
  const changes = { opened: changesOf(old, now), closed: changesOf(now, old) };
  streams.stdout(format === "json" ? changesJson(changes) : changesText(changes));
  if (old.isWrong || now.isWrong) return 2;
  return changes.opened.length > 0 ? 1 : 0;
}
