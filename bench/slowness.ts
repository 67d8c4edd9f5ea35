import { execFileSync } from "node:child_process";

import { checkout } from "../commands/checkout";

/** What an idle core takes to start node and load TypeScript: the machine that the targets were set on. */
const idleSeconds = 0.41;
const repetitions = 3;

const script =
  'require("typescript"); const { user, system } = process.cpuUsage(); console.log((user + system) / 1e6)';

/**
 * How many times slower this machine is just now than the one that the targets were set on, never less than 1:
 * a core that is shared or throttled takes longer for everything.
 */
export function slowness(): number {
  const run = () =>
    Number(execFileSync(process.execPath, ["-e", script], { cwd: checkout, encoding: "utf8" }));
  return Math.max(1, Math.min(...Array.from({ length: repetitions }, run)) / idleSeconds);
}
