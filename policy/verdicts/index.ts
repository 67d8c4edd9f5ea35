import type { KubernetesObject } from "../kubernetes-object";
import { InvalidAddress } from "../reach/sets/invalid-address";
import type { Site } from "../site/site";
import { UnknownAtPreview } from "../unknown";
import { doubtOf } from "../reach/read/doubts";
import { asBreach, foreignSets } from "./doubts";
import { everythingNeededIsOpen } from "./everything-needed-is-open";
import { nothingDangles } from "./nothing-dangles";
import { nothingIsForgeable } from "./nothing-is-forgeable";
import { nothingIsWiderThanUsed } from "./nothing-is-wider-than-used";
import { nothingLeaves } from "./nothing-leaves";
import { tenantsDoNotMeet } from "./tenants-do-not-meet";
import type { Breach, Verdict, VerdictName } from "./verdict";
import { viewOf, type View } from "./view";

/** Finds all that speaks against a promise. */
type Finder = (view: View) => readonly Breach[];

const FINDERS: Readonly<Record<VerdictName, Finder>> = {
  "nothing-leaves": nothingLeaves,
  "tenants-do-not-meet": tenantsDoNotMeet,
  "everything-needed-is-open": everythingNeededIsOpen,
  "nothing-is-forgeable": nothingIsForgeable,
  "nothing-dangles": nothingDangles,
  "nothing-is-wider-than-used": nothingIsWiderThanUsed,
};

/** The verdicts that are only advice: they are worth knowing, and nothing is open by them. */
const ADVICE: ReadonlySet<VerdictName> = new Set<VerdictName>([
  "nothing-dangles",
  "nothing-is-wider-than-used",
]);

/** All six verdicts on a set of objects, rendered or live. */
export function verdictsOf(objects: readonly KubernetesObject[], site: Site): Verdict[] {
  const names = Object.keys(FINDERS) as VerdictName[];
  const [view, reason] = read(objects, site);
  if (view === undefined) return names.map((name) => verdict(name, [reason]));
  const doubts = [...view.cluster.doubts.map(asBreach), ...foreignSets(view.cluster.objects)];
  return names.map((name) => {
    try {
      return verdict(name, doubts, FINDERS[name](view));
    } catch (error) {
      return verdict(name, [...doubts, reasonOf(error, objects)]);
    }
  });
}

function read(
  objects: readonly KubernetesObject[],
  site: Site,
): [View, undefined] | [undefined, Breach] {
  try {
    const view = viewOf(objects, site);
    return view ? [view, undefined] : [undefined, NO_NETWORK];
  } catch (error) {
    return [undefined, reasonOf(error, objects)];
  }
}

/** What is found counts, whatever cannot be judged beside it; doubts are told by those that are no advice. */
const verdict = (
  name: VerdictName,
  doubts: readonly Breach[],
  found: readonly Breach[] = [],
): Verdict => ({
  name,
  answer: found.length > 0 ? "fails" : doubts.length > 0 ? "not proved" : "holds",
  breaches: ADVICE.has(name) ? found : [...found, ...doubts],
  doubts: ADVICE.has(name) ? [] : doubts,
});

const SITE = { apiVersion: "(none)", kind: "site data", namespace: undefined, name: "network" };

const NO_NETWORK: Breach = {
  code: "NOT-PROVED",
  object: SITE,
  path: "network",
  message: "is missing, so nobody can say where traffic may go",
  remedy: "Write network into policy/site/<stack>.yaml: docs/isolation.md tells what it holds.",
};

function reasonOf(error: unknown, objects: readonly KubernetesObject[]): Breach {
  if (error instanceof InvalidAddress)
    return {
      ...NO_NETWORK,
      message: `holds an address that cannot be used: ${error.clause}`,
      remedy: "Correct it in policy/site/<stack>.yaml.",
    };
  if (!(error instanceof UnknownAtPreview)) throw error;
  // Objects of a guarded list are known by their place in it.
  const [, index] = /^\[(\d+)\]/.exec(error.path) ?? [];
  return asBreach(doubtOf(objects[Number(index)] ?? {}, error));
}
