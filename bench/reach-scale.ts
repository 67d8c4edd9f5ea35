import { AddressSet } from "../policy/reach/sets/address-set";
import { readNetworkPolicy } from "../policy/reach/policies/network-policy";
import { Reachability } from "../policy/reach/reachability";
import { madeUpObjects } from "./reach-objects";

/** What one process spent, from its start to the last answer. */
export interface Spent {
  /** Ordered pairs of workloads with an open port between them. */
  readonly pairs: number;
  /** Workloads that meet addresses beyond a block, each direction counted. */
  readonly leaking: number;
  /** Of all cores together: what one core alone would need. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly mebibytes: number;
}

// A process of its own, so that time and memory are those of the prover alone; `reach.ts` starts it.
if (require.main === module) {
  const [pods = 0, policies = 0] = process.argv.slice(2).map(Number);
  const found = answerAll(pods, policies);
  const { user, system } = process.cpuUsage();
  const spent: Spent = {
    ...found,
    cpuSeconds: (user + system) / 1e6,
    seconds: process.uptime(),
    mebibytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(spent));
}

/** Answers what the verdicts ask: each pair, and all that each workload may reach or be reached from outside. */
function answerAll(pods: number, policies: number) {
  const { namespaces, workloads, documents } = madeUpObjects(pods, policies);
  const reachability = new Reachability({
    namespaces,
    workloads,
    policies: documents.map(readNetworkPolicy),
    doubts: [],
    objects: documents,
  });
  const allowed = AddressSet.parse("10.0.0.0/9");
  let [pairs, leaking] = [0, 0];
  for (const from of workloads) {
    for (const to of workloads) if (!reachability.between(from, to).isEmpty) pairs++;
    for (const parts of [reachability.outbound(from), reachability.inbound(from)]) {
      const open = parts.reduce((sum, { addresses }) => sum.union(addresses), AddressSet.none);
      if (!open.minus(allowed).isEmpty) leaking++;
    }
  }
  return { pairs, leaking };
}
