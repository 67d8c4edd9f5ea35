import { randomBytes } from "node:crypto";

import { PullSecret } from "../components/pull-secret";
import { UsageError } from "./checkout";
import { say } from "./say";
import { chosen } from "./preflight/assumptions";
import { Interruption } from "./preflight/interruption";
import { PreflightCluster } from "./preflight/preflight-cluster";
import { probes } from "./preflight/probes/all";
import { runProbes } from "./preflight/session";
import { readStack, type Stack } from "./preflight/stack";
import { asJson, asText, exitCodeOf, type Line } from "./preflight/table";
import { Throwaway } from "./preflight/throwaway";
import { throwawayLabel } from "./preflight/throwaway-objects";
import { Untold } from "./preflight/untold";

/** What `preflight` is asked for. */
export interface PreflightOptions {
  readonly stack: string;
  /** Names of assumptions with commas between; absent: all. */
  readonly only?: string;
  /** An image with Python 3, in place of the stack's MLServer. */
  readonly image?: string;
  readonly format: "text" | "json";
  /** Leave the probe pods, for somebody to look at. */
  readonly keep: boolean;
}

/**
 * Tries on the stack's own cluster what no manifest can prove, in throwaway namespaces.
 * @returns 0 all hold, 1 one does not, 2 one could not be told, or the run was ended
 * @throws UsageError when the stack, the cluster or an option cannot be used at all
 */
export async function preflight(options: PreflightOptions): Promise<0 | 1 | 2> {
  const ids = chosen(options.only);
  const stack = readStack(options.stack);
  const cluster = new PreflightCluster(stack);
  const image = options.image ?? stack.image;
  const interruption = new Interruption();
  const id = randomBytes(3).toString("hex");
  const throwaway = new Throwaway(cluster, {
    id,
    pullSecret: await prepared(cluster, stack),
    say,
    signal: interruption.signal,
    pollMilliseconds: 1000,
    removalSeconds: 90,
  });
  const lines: Line[] = [];
  const { signal } = interruption;
  try {
    const session = { cluster, throwaway, stack, image, say, signal };
    await runProbes(session, probes, ids, (line) => lines.push(line));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await clear(throwaway, id, options.keep);
    interruption.stop();
  }
  const heading = { stack: stack.name, context: stack.context };
  const write = options.format === "json" ? asJson : asText;
  process.stdout.write(write(heading, lines));
  return signal.aborted ? 2 : exitCodeOf(lines);
}

/** The first questions: whether the cluster answers, what an earlier run left, and how images are pulled. */
async function prepared(cluster: PreflightCluster, { context, pullsFor }: Stack) {
  try {
    say(`probing the cluster of context "${context}"`);
    const left = await cluster.namespaces();
    if (left.length > 0)
      say(`an earlier run left ${left.join(", ")}; remove them with: ${removal()}`);
    if (pullsFor === undefined) return undefined;
    const secret = await cluster.secret(pullsFor, PullSecret.secretName);
    if (secret === undefined) say(`${pullsFor} has no ${PullSecret.secretName}: pulling without`);
    return secret;
  } catch (error) {
    if (error instanceof Untold) throw new UsageError(`${error.message}; ${error.next}`);
    throw error;
  }
}

async function clear(throwaway: Throwaway, id: string, keep: boolean): Promise<void> {
  if (keep) {
    say(`kept; remove it with: ${removal(id)}`);
    return;
  }
  say("removing the throwaway namespaces");
  const left = await throwaway.remove();
  if (left.length > 0) say(`still there: ${left.join(", ")}; remove them with: ${removal(id)}`);
}

const removal = (id?: string): string =>
  `kubectl delete namespaces -l ${throwawayLabel}${id === undefined ? "" : `=${id}`}`;
