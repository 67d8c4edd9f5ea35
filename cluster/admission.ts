import { setTimeout as sleep } from "node:timers/promises";
import { ApiException, KubernetesObjectApi, type Configuration } from "@kubernetes/client-node";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "../refusal";
import type { ClusterAccess } from "../schema/cluster";
import { answerOf, type Answer } from "./admission-answer";
import { connect } from "./connection";
import { kubectl } from "./kubectl";

/** As much of an object as its webhooks look at. */
export interface Sample {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: object;
}

/**
 * Resolves when the API server, webhooks included, has judged the sample, which is not made.
 * @throws a refusal when that does not happen in time
 */
export type Admission = (sample: Sample) => Promise<void>;

/** A webhook serves some seconds after its pod is ready; a certificate first has to be made for it. */
const patience = { forSeconds: 300, everySeconds: 2 };

/** Asks the stack's cluster; nothing is asked before the first sample. */
export const admission =
  (cluster: ClusterAccess, { forSeconds, everySeconds } = patience): Admission =>
  async (sample) => {
    const { ask } = connect(cluster);
    const end = Date.now() + forSeconds * 1000;
    for (;;) {
      // No answer at all is waited for too: a webhook that hangs takes longer than a question may.
      const answer = await ask((api) => judge(api, sample)).catch(silence);
      if (answer === undefined || answer.kind === "judged") return;
      if (answer.kind === "refused" || Date.now() >= end)
        throw refusal(complaint(cluster, sample, answer, forSeconds));
      await sleep(everySeconds * 1000);
    }
  };

/**
 * A text that is known only when the webhook behind the sample serves, so that what takes its name or
 * namespace from it is made no earlier. A preview asks nothing and knows it at once.
 * @param after what brings the webhook
 */
export const onceAdmitted = (
  text: string,
  after: pulumi.Output<unknown>,
  { admits, sample }: { readonly admits: Admission; readonly sample: Sample },
): pulumi.Input<string> =>
  pulumi.runtime.isDryRun()
    ? text
    : after.apply(async () => {
        await admits(sample);
        return text;
      });

async function judge(api: Configuration, sample: Sample): Promise<Answer> {
  try {
    // A copy, since the client writes into what it is given.
    await new KubernetesObjectApi(api).create(structuredClone(sample), undefined, "All");
    return { kind: "judged" };
  } catch (error) {
    return error instanceof ApiException ? answerOf(error.code, error.body) : silence(error);
  }
}

const silence = (error: unknown): Answer => ({
  kind: "later",
  why: error instanceof Error ? error.message : String(error),
});

function complaint(
  cluster: ClusterAccess,
  { kind, metadata: { name } }: Sample,
  answer: Exclude<Answer, { kind: "judged" }>,
  forSeconds: number,
): string {
  const what = `the cluster of context "${cluster.context}"`;
  if (answer.kind === "refused")
    return `${what} does not take the ${kind} "${name}": ${answer.why}; see that this account may make one and that the CRD is of the pinned version`;
  const { webhook } = answer;
  if (webhook === undefined)
    return `${what} did not judge the ${kind} "${name}" within ${String(forSeconds)} s: ${answer.why}; see what it answers, then run the update again`;
  const { namespace, deployment } = webhook;
  return (
    `${what}: webhook "${webhook.name}" did not answer within ${String(forSeconds)} s: ${answer.why}; ` +
    `see why: ${kubectl(cluster)} -n ${namespace} describe deployment ${deployment}, then run the update again`
  );
}
