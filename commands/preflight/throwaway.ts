import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod, V1Secret } from "@kubernetes/client-node";

import type { Manifest } from "./manifest";
import { isOver, troubleOf } from "./pod-state";
import type { Place, PodProbe, Seen, Step } from "./probe";
import type { Outcome } from "./outcome";
import { throwawayNamespace } from "./throwaway-objects";
import { Untold } from "./untold";

/** What of a cluster a run writes to, and looks at again. */
export interface Workbench {
  create(object: Manifest): Promise<void>;
  pods(run: string): Promise<V1Pod[]>;
  namespaces(run?: string): Promise<string[]>;
  removeNamespace(name: string): Promise<void>;
}

interface Run {
  /** In the name and the label of all that is made. */
  readonly id: string;
  readonly pullSecret: V1Secret | undefined;
  readonly say: (line: string) => void;
  /** Ends the run; what it made is removed all the same. */
  readonly signal: AbortSignal;
  /** Between two looks at the pods, and for the namespaces to be gone. */
  readonly pollMilliseconds: number;
  readonly removalSeconds: number;
}

/** The throwaway namespaces of one run: made for each probe, removed whatever happens. */
export class Throwaway {
  private readonly made = new Set<string>();

  constructor(
    private readonly cluster: Workbench,
    private readonly run: Run,
  ) {}

  /** @throws Untold when the probe cannot be carried out; the signal's reason when the run is ended */
  async probe(
    probe: Pick<PodProbe, "name" | "roles" | "steps" | "judge">,
    { image, nodes }: Pick<Place, "image" | "nodes">,
  ): Promise<Outcome> {
    const { id, pullSecret } = this.run;
    const place: Place = { image, nodes, namespace: (role) => `preflight-${id}-${role}` };
    for (const role of probe.roles)
      await this.make(throwawayNamespace(place.namespace(role), id, pullSecret));
    let seen: Seen = new Map();
    for (const plan of probe.steps) seen = await this.take(plan(place, seen));
    return probe.judge(place, seen);
  }

  /** @returns the namespaces that are still there, or may be */
  async remove(): Promise<string[]> {
    const { pollMilliseconds, removalSeconds } = this.run;
    const until = Date.now() + removalSeconds * 1000;
    let left = [...this.made];
    const unasked = new Set(this.made);
    while (left.length > 0 && Date.now() < until)
      try {
        for (const name of unasked) {
          await this.cluster.removeNamespace(name);
          // A second time would be refused: it is being deleted.
          unasked.delete(name);
        }
        left = await this.cluster.namespaces(this.run.id);
        if (left.length > 0) await sleep(pollMilliseconds);
      } catch {
        await sleep(pollMilliseconds);
      }
    return left;
  }

  private async make(objects: readonly Manifest[]): Promise<void> {
    for (const object of objects) {
      this.run.signal.throwIfAborted();
      // Before it is asked for: an answer may be lost on the way.
      if (object.kind === "Namespace") this.made.add(object.metadata.name);
      await this.cluster.create(object);
    }
  }

  private async take({ doing, objects, until, seconds, awaits }: Step): Promise<Seen> {
    this.run.say(doing);
    await this.make(objects);
    const waited = awaits ?? objects.filter(({ kind }) => kind === "Pod").map(keyOf);
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const pods = await this.cluster.pods(this.run.id);
      const seen: Seen = new Map(pods.map((pod) => [keyOf(pod), pod]));
      const late = waited.find((key) => !isThere(seen.get(key), until));
      if (late === undefined) return seen;
      const pod = seen.get(late);
      const tooEarly = pod !== undefined && isOver(pod);
      if (tooEarly || Date.now() > deadline) throw stuck(late, pod, tooEarly, seconds);
      await sleep(this.run.pollMilliseconds, undefined, { signal: this.run.signal }).catch(() => {
        this.run.signal.throwIfAborted();
      });
    }
  }
}

const isThere = (pod: V1Pod | undefined, until: Step["until"]): boolean =>
  pod !== undefined && until(pod);

const keyOf = ({ metadata }: Pick<Manifest, "metadata"> | V1Pod): string =>
  `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;

function stuck(key: string, pod: V1Pod | undefined, tooEarly: boolean, seconds: number): Untold {
  const trouble = pod === undefined ? "it is gone" : troubleOf(pod) || "nobody says why";
  const when = tooEarly ? "does not come to what it has to" : `was not done within ${seconds} s`;
  return new Untold(
    `pod ${key} ${when}: ${trouble}`,
    `run it again with --keep, then: kubectl -n ${key.split("/")[0] ?? ""} describe pods`,
  );
}
