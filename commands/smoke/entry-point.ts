import { UsageError } from "../checkout";

/** An answer to an inference call, or why there was none. */
export type Answer =
  | {
      readonly ok: true;
      /** Which model or pipeline answered, without Seldon's version of it. */
      readonly by: string;
    }
  | { readonly ok: false; readonly reason: string };

interface Reply {
  readonly status: number;
  readonly route: string | null;
  readonly text: string;
}

/** A tenant's way in, spoken to by the V2 protocol. Every call ends within the time given. */
export class EntryPoint {
  /** @param address as in http://127.0.0.1:8080; @param seconds how long one call may take */
  constructor(
    readonly address: string,
    private readonly seconds: number,
  ) {}

  /** @throws UsageError when nothing there speaks HTTP; any answer will do */
  async reach(): Promise<void> {
    try {
      await this.send("/v2/health/live", {});
    } catch (error) {
      throw new UsageError(
        `${this.address} does not answer: ${this.why(error)}; ` +
          "see that the address is the tenant's seldon-mesh and that this machine may reach it",
      );
    }
  }

  /** A model's metadata, or undefined when it has none to give. */
  async metadata(model: string): Promise<unknown> {
    try {
      const { status, text } = await this.send(`/v2/models/${model}`, { "seldon-model": model });
      return status === 200 ? JSON.parse(text) : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param header what Seldon routes by: a model's name, or an experiment's with .experiment */
  async infer(model: string, header: string, body: unknown): Promise<Answer> {
    const path = `/v2/models/${model}/infer`;
    try {
      return answerOf(await this.send(path, { "seldon-model": header }, JSON.stringify(body)));
    } catch (error) {
      return { ok: false, reason: this.why(error) };
    }
  }

  private async send(
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Reply> {
    const response = await fetch(`${this.address.replace(/\/+$/, "")}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
      // A redirect would turn the POST into a GET; its status says more.
      redirect: "manual",
      signal: AbortSignal.timeout(this.seconds * 1000),
    });
    const route = response.headers.get("x-seldon-route");
    return { status: response.status, route, text: await response.text() };
  }

  /** fetch says "fetch failed" and hides the reason below. */
  private why(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    if (error.name === "TimeoutError") return `no answer within ${this.seconds} s`;
    const { cause } = error;
    if (!(cause instanceof Error)) return error.message;
    return cause.message === "" && "code" in cause ? String(cause.code) : cause.message;
  }
}

/** Seldon's Envoy names who answered in x-seldon-route, as in `:iris_2:`; else the answer itself does. */
function answerOf({ status, route, text }: Reply): Answer {
  if (status !== 200) return { ok: false, reason: `HTTP ${status}${complaintIn(text)}` };
  const body = parsed(text) as { outputs?: unknown; model_name?: unknown } | undefined;
  if (!Array.isArray(body?.outputs) || body.outputs.length === 0)
    return { ok: false, reason: "the answer holds no outputs, so it is none of the V2 protocol" };
  const named = typeof body.model_name === "string" ? body.model_name : "";
  return { ok: true, by: unversioned(/:([^:]+):/.exec(route ?? "")?.[1] ?? named) };
}

/** Names of models hold no underscore, so what follows one is the number that Seldon adds. */
const unversioned = (name: string): string => name.replace(/_\d+$|\.pipeline$/, "");

function complaintIn(text: string): string {
  const error = (parsed(text) as { error?: unknown } | undefined)?.error;
  const line = (typeof error === "string" ? error : text).trim().split("\n")[0] ?? "";
  return line === "" ? "" : `, "${line.slice(0, 200)}"`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
