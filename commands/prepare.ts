import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Group } from "../toolchain/binaries";
import { clusterName } from "../toolchain/cluster-name";
import { prepareToolchain, type Toolchain } from "../toolchain/prepare";
import { chartAccess } from "./chart-access";
import { ensureCharts } from "./charts";
import { checkout, localFolder, stackFile } from "./checkout";
import { LocalStack } from "./local-stack";
import { end, isAlive, orphans } from "./own-processes";
import { say } from "./say";

const throwawayPrefix = "throwaway-";

/** Everything a stack of its own on this machine needs, made if missing. */
export async function prepareLocalStack(stack: string): Promise<LocalStack> {
  stackFile(stack);
  const toolchain = await prepareProgram(["engine", "cluster", "charts"]);
  const local = localStack(stack, toolchain);
  await local.open();
  return local;
}

/** A stack on this machine as it is, nothing started; the toolchain is made if missing. */
export async function localStackOf(stack: string): Promise<LocalStack> {
  stackFile(stack);
  return localStack(
    stack,
    await prepareToolchain(checkout, ["engine", "cluster"], process.env, say),
  );
}

/** A stack on a bare API server that lives for one command; the caller removes it. */
export async function prepareThrowaway(stack: string, limitMinutes?: number): Promise<LocalStack> {
  stackFile(stack);
  const toolchain = await prepareProgram(["engine", "control-plane", "charts"]);
  await removeAbandoned(toolchain);
  const name = `${throwawayPrefix}${String(process.pid)}`;
  const local = throwaway(stack, name, 0, toolchain, limitMinutes);
  await local.open();
  return local;
}

/** A stack on a whole cluster of its own, made anew; the caller removes it, unless a person wants to look. */
export async function prepareRehearsal(stack: string): Promise<LocalStack> {
  stackFile(stack);
  const toolchain = await prepareProgram(["engine", "cluster", "charts"]);
  const local = throwaway(stack, `rehearsal-${stack}`, 3, toolchain);
  await local.remove();
  await local.open();
  return local;
}

/** The engine and whatever groups of programs are named, and the charts as they are locked. */
export async function prepareProgram(groups: readonly Group[]): Promise<Toolchain> {
  mkdirSync(localFolder, { recursive: true, mode: 0o700 });
  const left = orphans(checkout);
  if (left.length > 0) {
    say(`ending ${String(left.length)} processes that a killed run left behind`);
    end(left);
  }
  const toolchain = await prepareToolchain(checkout, groups, process.env, say);
  say(toolchain.engine.description);
  await ensureCharts(chartAccess(toolchain));
  return toolchain;
}

function localStack(stack: string, toolchain: Toolchain): LocalStack {
  const folder = join(localFolder, stack);
  return new LocalStack({
    stack,
    folder,
    clusterName: clusterName(stack, checkout),
    nodes: 3,
    toolchain,
  });
}

function throwaway(
  stack: string,
  name: string,
  nodes: number,
  toolchain: Toolchain,
  limitMinutes?: number,
): LocalStack {
  const [folder, clusterName] = [join(localFolder, name), `throwaway-${stack}`];
  return new LocalStack({ stack, folder, clusterName, nodes, toolchain, limitMinutes });
}

/** Clusters of commands that were killed before they could remove them. */
async function removeAbandoned(toolchain: Toolchain): Promise<void> {
  for (const name of readdirSync(localFolder)) {
    const pid = Number(name.startsWith(throwawayPrefix) ? name.slice(throwawayPrefix.length) : NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    say(`removing the throwaway cluster of process ${String(pid)}, which was killed`);
    await throwaway("abandoned", name, 0, toolchain).remove();
  }
}
