import { stackFile, UsageError } from "./checkout";
import { auditObjects } from "./audit";
import { gateFlags } from "./gate";
import { listEverything, type LiveObject } from "./live-cluster";
import type { LocalStack } from "./local-stack";
import { prepareRehearsal } from "./prepare";
import { say } from "./say";
import { alone } from "./stack-lock";

/**
 * A stack's whole life on a throwaway cluster: applied with the gate, audited as the API server
 * holds it, previewed without a change, destroyed without a trace.
 * @throws UsageError with the first of these that did not hold
 */
export async function rehearse(stack: string, keep: boolean): Promise<number> {
  stackFile(stack);
  return alone(`rehearsal-${stack}`, () => live(stack, keep));
}

async function live(stack: string, keep: boolean): Promise<number> {
  const local = await prepareRehearsal(stack);
  try {
    await local.applyCrds(gateFlags);
    const before = keysOf(await listEverything(local));
    // A refusal in the middle of an update would first wait for whatever is being made by then.
    await run(local, "previewing with the gate", ["preview", ...gateFlags]);
    await run(local, "applying with the gate", ["up", "--yes", "--skip-preview", ...gateFlags]);
    await audit(local, before);
    await run(local, "previewing again: nothing may change", ["preview", "--expect-no-changes"]);
    if (keep) {
      say(
        `KEEP=1: the cluster is left running; the next make rehearse STACK=${stack} takes it away`,
      );
      process.stdout.write(`${local.kubeconfig}\n`);
      return 0;
    }
    await local.liftProtection();
    await run(local, "destroying", ["destroy", "--yes", "--skip-preview"]);
    await expectNothingLeft(local, before);
    process.stdout.write(`${stack} was applied, audited, unchanged and destroyed: it is ready.\n`);
    return 0;
  } finally {
    await (keep ? local.close() : local.remove());
  }
}

async function run(local: LocalStack, what: string, args: readonly string[]): Promise<void> {
  say(what);
  await local.engine.must(args);
}

async function audit(local: LocalStack, before: ReadonlySet<string>): Promise<void> {
  const own = (await listEverything(local)).filter((object) => !before.has(keyOf(object)));
  say(`auditing the ${String(own.length)} objects that the API server now holds`);
  const { facts, problems } = auditObjects(own, local.options.stack);
  for (const fact of facts) say(`  ${fact}`);
  if (problems.length > 0)
    throw new UsageError(
      `the live objects do not hold what is promised:\n  ${problems.join("\n  ")}`,
    );
}

/** Waits for the namespaces to empty: the API server deletes them in the background. */
async function expectNothingLeft(local: LocalStack, before: ReadonlySet<string>): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const left = (await listEverything(local)).map(keyOf).filter((key) => !before.has(key));
    if (left.length === 0) break;
    if (Date.now() > deadline)
      throw new UsageError(`after destroy these are left:\n  ${left.join("\n  ")}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  say("nothing is left but the CRDs");
}

const keyOf = ({ apiVersion, kind, metadata }: LiveObject): string =>
  `${apiVersion} ${kind} ${metadata.namespace ?? ""}/${metadata.name}`;

const keysOf = (objects: readonly LiveObject[]): ReadonlySet<string> => new Set(objects.map(keyOf));
