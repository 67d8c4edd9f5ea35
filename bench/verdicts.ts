import { align } from "./align";
import { withCompiled } from "./compiled";
import { site, tenantObjects } from "./tenant-objects";
import type { Case, Judged } from "./verdicts-scale";

interface Run extends Judged {
  readonly tenants: number;
  readonly objects: number;
  readonly policies: number;
}

/** Seconds of one core, for a preview with 50 tenants. */
const target = 1;

/** Lets a fresh process judge platforms with more and more tenants. */
export const measureVerdicts = (sizes: readonly number[] = [3, 25, 50, 100, 200]): Run[] =>
  withCompiled((run) =>
    sizes.map((tenants) => {
      const objects = tenantObjects(tenants);
      const input = JSON.stringify({ objects, site: site() } satisfies Case);
      const policies = objects.filter(({ kind }) => kind === "NetworkPolicy").length;
      const judged = run("verdicts-scale.js", [], input) as Judged;
      return { tenants, objects: objects.length, policies, ...judged };
    }),
  );

/** @param slow how many times slower the machine is than the one that the target was set on */
export const isFast = ({ tenants, cpuSeconds }: Run, slow = 1): boolean =>
  tenants > 50 || cpuSeconds <= target * slow;

/** For a person; growth is that of the tenants and of the time, against the row above. */
export function verdictsTable(runs: readonly Run[]): string {
  const rows = runs.map((run, index) => {
    const before = runs[index - 1];
    return [
      `${run.tenants} tenants, ${run.objects} objects, ${run.policies} policies`,
      `${run.cpuSeconds.toFixed(2)} s`,
      before
        ? `x${(run.tenants / before.tenants).toFixed(1)}: x${(run.cpuSeconds / before.cpuSeconds).toFixed(1)}`
        : "",
      `${run.mebibytes.toFixed(0)} MiB`,
      run.tenants === 50 ? `<= ${target} s: ${isFast(run) ? "met" : "not met"}` : "none",
    ];
  });
  return align([["all verdicts", "one core", "growth", "memory", "target"], ...rows]);
}
