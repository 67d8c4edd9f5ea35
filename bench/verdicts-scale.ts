import { readFileSync } from "node:fs";

import type { KubernetesObject } from "../policy/kubernetes-object";
import type { Site } from "../policy/site/site";
import { guarded } from "../policy/unknown";
import { verdictsOf } from "../policy/verdicts";

/** What is to be judged, on stdin. */
export interface Case {
  readonly objects: readonly KubernetesObject[];
  readonly site: Site;
}

/** What all verdicts on it took, of all cores together. */
export interface Judged {
  readonly cpuSeconds: number;
  readonly mebibytes: number;
}

// A process of its own, so that nothing is known or compiled before; `verdicts.ts` starts it.
if (require.main === module) {
  const { objects, site } = JSON.parse(readFileSync(0, "utf8")) as Case;
  // As the gate hands them over: with a guard around each value.
  const set = objects.map((object, index) => guarded(object, `[${index}]`));
  const before = process.cpuUsage();
  const verdicts = verdictsOf(set, site);
  const { user, system } = process.cpuUsage(before);
  for (const { name, answer, breaches } of verdicts)
    if (answer !== "holds") throw new Error(`${name}: ${answer}: ${JSON.stringify(breaches[0])}`);
  const judged: Judged = {
    cpuSeconds: (user + system) / 1e6,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(judged));
}
