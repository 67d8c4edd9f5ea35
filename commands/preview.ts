import { gateFlags } from "./gate";
import { prepareThrowaway } from "./prepare";
import { say } from "./say";
import { verdictOf } from "./verdict";

/**
 * The merge gate: the stack against an empty control plane that lives for this one command, so that a
 * runner needs neither the cluster nor one of its secrets. @returns 0, or 1 on a violation
 */
export async function preview(stack: string): Promise<number> {
  const local = await prepareThrowaway(stack);
  try {
    await local.applyCrds(gateFlags);
    say(`previewing ${stack} with the gate`);
    const { code, stdout } = await local.engine.run(["preview", ...gateFlags], {
      project: "platform",
      capture: true,
    });
    process.stdout.write(verdictOf(stack, code, stdout));
    return code === 0 ? 0 : 1;
  } finally {
    await local.remove();
  }
}
