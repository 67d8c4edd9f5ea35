import type { CalledModel, MeasuredExperiment } from "./called";
import type { EntryPoint, Answer } from "./entry-point";
import { failed, ok, skipped, type Outcome } from "./outcome";
import { complaintAbout } from "./split";
import { zeros } from "./v2-request";

/** So many calls at once: each may cross the API server, and a model server has a queue. */
const atOnce = 8;

/** The calls of a smoke test to one tenant. */
export class Inference {
  private readonly requests = new Map<string, unknown>();

  constructor(
    private readonly entry: Pick<EntryPoint, "address" | "metadata" | "infer">,
    private readonly place: { readonly tenant: string; readonly stack: string },
    private readonly models: readonly CalledModel[],
    private readonly experiments: readonly MeasuredExperiment[],
  ) {}

  /** One V2 inference. */
  async model({ name, isDeclared }: CalledModel): Promise<Outcome> {
    const { tenant, stack } = this.place;
    const metadata = `curl -i -H 'seldon-model: ${name}' ${this.entry.address}/v2/models/${name}`;
    const body = await this.requestFor(name);
    if (body === undefined)
      return isDeclared
        ? failed(
            `has no input in Pulumi.${stack}.yaml and its metadata names none; write input for it, a V2 request`,
            metadata,
          )
        : skipped("its metadata names no inputs, and Pulumi.*.yaml, which could, does not name it");
    const answer = await this.entry.infer(name, name, body);
    const may = [name, ...this.candidatesBehind(name)];
    if (answer.ok && may.includes(answer.by)) return ok(`${answer.by} answers`);
    const why = answer.ok ? `${answer.by} answered in its place` : answer.reason;
    return failed(
      why,
      /^HTTP (404|503)/.test(why)
        ? `kubectl -n ${tenant} describe model ${name}`
        : `kubectl -n ${tenant} logs -l app.kubernetes.io/name=seldon-server --all-containers --tail=50`,
    );
  }

  /** Calls until a wrong split would show, and holds the answers against the weights. */
  async split(experiment: MeasuredExperiment, calls: number): Promise<Outcome> {
    const { name, candidates } = experiment;
    const next = `kubectl -n ${this.place.tenant} get experiment ${name} -o yaml`;
    const body = await this.requestFor(candidates[0]?.name ?? "");
    if (body === undefined)
      return skipped("none of its candidates has a request that could be sent");
    const answers = new Map<string, number>();
    let broken: (Answer & { ok: false }) | undefined;
    let left = calls;
    const caller = async (): Promise<void> => {
      while (left > 0 && broken === undefined) {
        left--;
        const answer = await this.entry.infer(name, `${name}.experiment`, body);
        if (answer.ok) answers.set(answer.by, (answers.get(answer.by) ?? 0) + 1);
        else broken = answer;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
    if (broken !== undefined) return failed(`a call failed: ${broken.reason}`, next);
    const complaint = complaintAbout(candidates, answers);
    if (complaint !== undefined) return failed(complaint, next);
    const counts = candidates.map((c) => `${c.name} ${answers.get(c.name) ?? 0}`).join(", ");
    return ok(`${calls} calls fit the weights (${counts})`);
  }

  /**
   * The candidates of an experiment answer the same calls, so what one of them takes is sent to all.
   * It also has to be: the metadata of an experiment's default comes from whichever candidate is asked.
   */
  private async requestFor(model: string): Promise<unknown> {
    const fellows = this.experiments
      .map(({ candidates }) => candidates.map(({ name }) => name))
      .filter((names) => names.includes(model))
      .flat();
    for (const name of new Set([model, ...fellows])) {
      const request = this.requests.get(name) ?? (await this.ownRequest(name));
      if (request === undefined) continue;
      this.requests.set(model, request);
      return request;
    }
    return undefined;
  }

  private async ownRequest(model: string): Promise<unknown> {
    const known = this.models.find(({ name }) => name === model)?.input;
    return known ?? zeros(await this.entry.metadata(model));
  }

  /** Calls to the default of an experiment are shared out as well. */
  private candidatesBehind(model: string): string[] {
    return this.experiments
      .filter((experiment) => experiment.default === model)
      .flatMap(({ candidates }) => candidates.map(({ name }) => name));
  }
}
