import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkout } from "../commands/checkout";
import { gateFlags } from "../commands/gate";
import { LocalStack } from "../commands/local-stack";
import { say } from "../commands/say";
import { align } from "./align";
import { median } from "./median";
import type { Place } from "./place";
import { seconds } from "./seconds";
import { writeTenants } from "./tenants";

/** The same preview, by what judges it; wall time in seconds, one entry per repetition, in order. */
export interface Gated {
  readonly resources: number;
  readonly none: readonly number[];
  /** With a pack that has no rules: what the engine itself takes for starting one and telling it of resources. */
  readonly empty: readonly number[];
  readonly gate: readonly number[];
}

/** How much longer a preview may take with the gate, at about so many objects. */
export const gateTarget = { ratio: 1.25, objects: 300 } as const;

/** With these the committed prod has about as many objects as the target asks for; components are resources beside. */
const tenants = 9;
const repetitions = 5;

/**
 * Previews a new stack on a bare control plane, as `make preview` does, with no pack, an empty one and the gate in turn.
 * @throws UsageError when a preview fails
 */
export async function measureGate({ folder, stack, toolchain }: Place): Promise<Gated> {
  const local = new LocalStack({ stack, folder, clusterName: "bench", nodes: 0, toolchain });
  try {
    await local.open();
    await local.applyCrds([]);
    writeTenants(join(folder, `Pulumi.${stack}.yaml`), tenants);
    const flags = { none: [], empty: ["--policy-pack", emptyPack(folder)], gate: gateFlags };
    const took = { none: [] as number[], empty: [] as number[], gate: [] as number[] };
    let output = "";
    // The first run of all compiles the pack.
    await local.engine.must(["preview", ...gateFlags]);
    for (let repetition = 1; repetition <= repetitions; repetition++)
      for (const what of ["none", "empty", "gate"] as const) {
        say(`preview ${String(repetition)} of ${String(repetitions)}, pack: ${what}`);
        took[what].push(
          await seconds(async () => {
            output = await local.engine.must(["preview", ...flags[what]]);
          }),
        );
      }
    return { ...took, resources: Number(/\+ (\d+) to create/.exec(output)?.[1] ?? NaN) };
  } finally {
    await local.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts as the gate does, and has nothing to say. */
function emptyPack(folder: string): string {
  const pack = join(folder, "empty-pack");
  mkdirSync(pack);
  for (const file of ["PulumiPolicy.yaml", "package.json"])
    cpSync(join(checkout, "policy", file), join(pack, file));
  writeFileSync(
    join(pack, "start.js"),
    'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
  );
  return pack;
}

/** Of each repetition's own, since a machine that is busy for a while slows all three of one. */
export const gateRatio = ({ gate, none }: Gated): number =>
  median(gate.map((time, index) => time / (none[index] ?? NaN)));

/** What the time goes into, for a person. */
export function gateTable(gated: Gated): string {
  const { resources, none, empty, gate } = gated;
  const least = median(none);
  const row = (what: string, time: number) => [
    what,
    `${time.toFixed(2)} s`,
    (time / least).toFixed(2),
  ];
  const ratio = gateRatio(gated);
  const verdict = ratio <= gateTarget.ratio ? "met" : "NOT met";
  return [
    `previews of ${String(resources)} resources, median of ${String(none.length)}`,
    align([
      ["", "time", "ratio"],
      row("without a pack", least),
      row("the engine starts a pack and tells it of each resource", median(empty) - least),
      row("the gate's rules and their start", median(gate) - median(empty)),
      row("with the gate", median(gate)),
    ]),
    `with the gate ${ratio.toFixed(2)} times as long; target ${String(gateTarget.ratio)}: ${verdict}`,
  ].join("\n");
}
