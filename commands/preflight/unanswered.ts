import { ApiException } from "@kubernetes/client-node";

import type { Stack } from "./stack";
import { Untold } from "./untold";

/** For one question to the API server. */
export const answerWithinSeconds = 15;

/** Why a question has no answer, in the API server's words where it has any. */
export function unanswered(
  what: string,
  error: unknown,
  { context, name }: Pick<Stack, "context" | "name">,
): Untold {
  if (error instanceof ApiException)
    return new Untold(
      `the API server does not let this user ${what}: HTTP ${error.code}${messageOf(error)}`,
      "use a kubeconfig whose user may do that, or an exception of whatever refuses it, then run it again",
    );
  const isLate = error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name);
  const why = isLate ? `no answer within ${answerWithinSeconds} s` : String(error);
  return new Untold(
    `the cluster of context "${context}" does not answer: ${why}`,
    `see that it runs and that this machine may reach it, then: npx seldon-platform preflight --stack ${name}`,
  );
}

/** What the API server says in its Status; never the headers, which may hold a token. */
function messageOf({ body }: ApiException<unknown>): string {
  const status = typeof body === "string" ? jsonOf(body) : body;
  const message = status instanceof Object && "message" in status ? String(status.message) : "";
  return message === "" ? "" : `, ${message.slice(0, 300)}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
