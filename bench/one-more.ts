import { rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { LocalStack } from "../commands/local-stack";
import { say } from "../commands/say";
import { manifestsOf, type StackExport } from "./manifests";
import type { Place } from "./place";
import { seconds } from "./seconds";
import { countStateWrites, stateFile } from "./state-writes";
import { writeTenants } from "./tenants";

/** What one more tenant costs a stack that has `tenants` already. */
export interface OneMore {
  readonly tenants: number;
  /** Wall time of an `up` that adds one, and of the `up` before it that has nothing to do; per repetition. */
  readonly seconds: readonly number[];
  readonly idleSeconds: readonly number[];
  readonly objects: number;
  readonly stateBytes: number;
  readonly stateWrites: number;
}

/** Odd, so that the median is a run that took place. */
const repetitions = 3;

/**
 * Grows one stack and adds tenants one by one at each of the sizes, with the classes that `make up` uses,
 * gate off.
 * @throws UsageError when the engine fails
 */
export async function measureOneMore(place: Place, sizes: readonly number[]): Promise<OneMore[]> {
  const { folder, stack, toolchain, nodes } = place;
  const local = new LocalStack({ stack, folder, clusterName: "bench", nodes, toolchain });
  try {
    await local.open();
    await local.applyCrds([]);
    const measured: OneMore[] = [];
    for (const tenants of sizes) {
      say(`one more tenant beside ${String(tenants)}`);
      measured.push(await addTo(local, tenants));
    }
    return measured;
  } finally {
    await local.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addTo(local: LocalStack, tenants: number): Promise<OneMore> {
  const { folder, stack } = local.options;
  const file = stateFile(folder, stack);
  const apply = async (count: number) => {
    writeTenants(join(folder, `Pulumi.${stack}.yaml`), count);
    return seconds(() => local.engine.must(["up", "--yes", "--skip-preview"]));
  };
  await apply(tenants);
  const before = await heldBy(local);
  const took: number[] = [];
  const idle: number[] = [];
  // One that finds nothing to do writes nothing.
  const stateWrites = await countStateWrites(file, async () => {
    for (let added = 1; added <= repetitions; added++) {
      idle.push(await apply(tenants + added - 1));
      took.push(await apply(tenants + added));
    }
  });
  const after = await heldBy(local);
  return {
    tenants,
    seconds: took,
    idleSeconds: idle,
    objects: (after.objects - before.objects) / repetitions,
    stateBytes: (after.stateBytes - before.stateBytes) / repetitions,
    stateWrites: stateWrites / repetitions,
  };
}

async function heldBy(local: LocalStack): Promise<{ objects: number; stateBytes: number }> {
  const { folder, name } = stateFile(local.options.folder, local.options.stack);
  const text = await local.engine.must(["stack", "export", "--show-secrets"]);
  return {
    stateBytes: statSync(join(folder, name)).size,
    objects: manifestsOf(JSON.parse(text) as StackExport).length,
  };
}
