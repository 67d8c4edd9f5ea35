import type { V1Node } from "@kubernetes/client-node";

import type { AssumptionId } from "./assumptions";
import { untold, type Outcome } from "./outcome";
import type { PodProbe, ReadProbe } from "./probe";
import { candidates, start } from "./ready-nodes";
import type { Reading } from "./reading";
import type { Stack } from "./stack";
import type { Line } from "./table";
import type { Throwaway } from "./throwaway";
import { Untold } from "./untold";

interface Session {
  readonly cluster: Reading;
  readonly throwaway: Pick<Throwaway, "probe">;
  readonly stack: Stack;
  readonly image: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs probes one after the other; one that cannot be carried out keeps no other from it. */
export async function runProbes(
  session: Session,
  probes: readonly (PodProbe | ReadProbe)[],
  ids: readonly AssumptionId[],
  found: (line: Line) => void,
): Promise<void> {
  const { cluster, throwaway, stack, image, say, signal } = session;
  const wanted = probes.filter(({ assumption }) => ids.includes(assumption));
  const needNodes = wanted.some((probe) => "steps" in probe);
  const nodes = needNodes ? await startableNodes(session) : [];
  for (const probe of wanted) {
    signal.throwIfAborted();
    say(`${probe.assumption} ${probe.name}`);
    const begun = performance.now();
    const outcome = await told(signal, () => {
      if ("look" in probe) return probe.look(cluster, stack);
      if (nodes instanceof Untold) throw nodes;
      return throwaway.probe(probe, { image, nodes });
    });
    const seconds = (performance.now() - begun) / 1000;
    found({ assumption: probe.assumption, probe: probe.name, seconds, outcome });
  }
}

/** @returns why there is none, where there is none */
async function startableNodes(session: Session): Promise<readonly string[] | Untold> {
  const { cluster, throwaway, image, say, signal } = session;
  try {
    const all = await cluster.list<V1Node>("v1", "Node");
    const names = candidates(all);
    if (names.length === 0)
      throw new Untold(
        "no node takes pods",
        "kubectl get nodes; one must be Ready, without taints",
      );
    if (names.length < all.length) say(`probing ${names.length} of ${all.length} nodes`);
    const starts = await Promise.allSettled(
      names.map((node, index) => throwaway.probe(start(index), { image, nodes: [node] })),
    );
    signal.throwIfAborted();
    const started = names.filter((_, index) => starts[index]?.status === "fulfilled");
    const [failure, ...others] = starts.flatMap((each) =>
      each.status === "rejected" ? [each.reason as Error] : [],
    );
    if (failure === undefined) return started;
    for (const each of [failure, ...others]) {
      if (!(each instanceof Untold)) throw each;
      say(`left out: ${each.message}`);
    }
    if (started.length === 0) throw failure;
    return started;
  } catch (error) {
    if (error instanceof Untold) return error;
    throw error;
  }
}

async function told(signal: AbortSignal, judge: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await judge();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Untold) return untold(error.message, error.next);
    throw error;
  }
}
