import { existsSync } from "node:fs";
import { join } from "node:path";

import { localFolder, stackFile } from "./checkout";
import type { LocalStack } from "./local-stack";
import { localStackOf } from "./prepare";
import { say } from "./say";
import { alone } from "./stack-lock";

/** Destroys a local stack and removes its cluster and state. @returns 0, or the engine's exit code */
export async function down(stack: string): Promise<number> {
  stackFile(stack);
  return alone(stack, () => takeAway(stack));
}

async function takeAway(stack: string): Promise<number> {
  const folder = join(localFolder, stack);
  if (!existsSync(folder)) {
    say(`there is no local ${stack}: nothing to do`);
    return 0;
  }
  const local = await localStackOf(stack);
  try {
    return await destroy(local);
  } finally {
    await local.close();
  }
}

async function destroy(local: LocalStack): Promise<number> {
  if (await local.cluster.ready()) {
    await local.open();
    await local.liftProtection();
    const { code } = await local.engine.run(["destroy", "--yes", "--skip-preview"], {
      project: "platform",
    });
    if (code !== 0) return code;
  } else say("the cluster does not run, so there is nothing on it to destroy");
  await local.remove();
  say(
    `${local.options.stack}: cluster ${local.options.clusterName} and its state are removed, the CRDs with them`,
  );
  return 0;
}
