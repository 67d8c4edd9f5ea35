import { AddressSet } from "../policy/reach/sets/address-set";
import { Reachability } from "../policy/reach/reachability";
import { readCluster } from "../policy/reach/read/read-cluster";
import { rowsBySource } from "../policy/reach/rows";
import type { ClusterSet } from "../policy/reach/cluster-set";
import { madeUpObjects } from "./reach-objects";

/** What one process spent, from its start to the last answer; to make the objects up is not counted. */
export interface Spent {
  /** Ordered pairs of workloads with an open port between them. */
  readonly pairs: number;
  /** Workloads that meet addresses beyond a block, each direction counted. */
  readonly leaking: number;
  /** Of all cores together: what one core alone would need. To read the objects and answer all that is asked. */
  readonly cpuSeconds: number;
  /** What `reach` prints, and the seconds that it takes after all is answered; undefined where it was not asked. */
  readonly rows: number | undefined;
  readonly rowSeconds: number;
  readonly mebibytes: number;
}

// A process of its own, so that time and memory are those of the prover alone; `reach.ts` starts it.
if (require.main === module) {
  const [pods = 0, policies = 0, podsPerNamespace = 1, withRows] = process.argv
    .slice(2)
    .map(Number);
  const started = cpuSecondsNow();
  const objects = madeUpObjects(pods, policies, podsPerNamespace);
  const making = cpuSecondsNow() - started;
  const cluster = readCluster(objects);
  if (cluster.doubts.length > 0) throw new Error("the made-up objects cannot be judged");
  const reachability = new Reachability(cluster);
  const found = answerAll(reachability, cluster);
  const cpuSeconds = cpuSecondsNow() - making;
  const rows = withRows === 1 ? countRows(reachability, cluster) : undefined;
  const spent: Spent = {
    ...found,
    cpuSeconds,
    rows,
    rowSeconds: cpuSecondsNow() - making - cpuSeconds,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(spent));
}

/** Answers what the verdicts ask: each pair, and all that each workload may reach or be reached from outside. */
function answerAll(reachability: Reachability, { workloads }: ClusterSet) {
  const allowed = AddressSet.parse("10.0.0.0/9");
  const open = reachability.pairs(workloads);
  let [pairs, leaking] = [0, 0];
  for (const [from, workload] of workloads.entries()) {
    for (let to = 0; to < workloads.length; to++) if (!open(from, to).isEmpty) pairs++;
    for (const parts of [reachability.outbound(workload), reachability.inbound(workload)])
      if (parts.some(({ addresses }) => !allowed.contains(addresses))) leaking++;
  }
  return { pairs, leaking };
}

function countRows(reachability: Reachability, { workloads }: ClusterSet): number {
  let count = 0;
  for (const rows of rowsBySource(reachability, workloads)) count += rows.length;
  return count;
}

function cpuSecondsNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
