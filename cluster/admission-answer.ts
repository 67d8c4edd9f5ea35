/** What the API server made of a sample. */
export type Answer =
  /** Webhooks included: it took the sample, or denied it for what it says. */
  | { readonly kind: "judged" }
  /** Somebody who has to judge is not there yet. */
  | { readonly kind: "later"; readonly why: string; readonly webhook?: Webhook | undefined }
  /** It will say the same next time. */
  | { readonly kind: "refused"; readonly why: string };

/** Who was not there, and what to look at. */
interface Webhook {
  readonly name: string;
  readonly namespace: string;
  readonly deployment: string;
}

/** Services of webhooks that are named otherwise than the Deployment behind them. */
const deployments: Readonly<Record<string, string>> = {
  "metallb-webhook-service": "metallb-controller",
};

/**
 * Reads an answer that is no success.
 * @param body a Status, as text or parsed; proxies in between answer with anything
 */
export function answerOf(code: number, body: unknown): Answer {
  const why = messageOf(body) ?? `HTTP ${String(code)}`;
  // Whatever webhooks there are have judged before the name is looked up.
  if (code === 409 || /admission webhook "[^"]+" denied/.test(why)) return { kind: "judged" };
  // 404: a namespace or a kind that is coming. 408, 429: busy.
  if (code >= 500 || [404, 408, 429].includes(code))
    return { kind: "later", why, webhook: webhookIn(why) };
  return { kind: "refused", why };
}

function messageOf(body: unknown): string | undefined {
  const status = typeof body === "string" ? parsed(body) : body;
  if (typeof status !== "object" || status === null || !("message" in status)) return undefined;
  return typeof status.message === "string" ? status.message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function webhookIn(message: string): Webhook | undefined {
  const name = /failed calling webhook "([^"]+)"/.exec(message)?.[1];
  // The address it was called at, or, where the Service has no pods, the Service by name.
  const [, service, namespace] = /https:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.svc/.exec(message) ?? [];
  if (name === undefined || service === undefined || namespace === undefined) return undefined;
  return { name, namespace, deployment: deployments[service] ?? service };
}
