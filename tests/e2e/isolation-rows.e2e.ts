import assert from "node:assert/strict";

import type { Flow } from "../../network/flow";
import type { KubernetesObject } from "../../policy/kubernetes-object";
import { everythingNeededIsOpen } from "../../policy/verdicts/everything-needed-is-open";
import { nothingIsWiderThanUsed } from "../../policy/verdicts/nothing-is-wider-than-used";
import { nothingLeaves } from "../../policy/verdicts/nothing-leaves";
import { tenantsDoNotMeet } from "../../policy/verdicts/tenants-do-not-meet";
import { viewOf, type View } from "../../policy/verdicts/view";
import { sharedOut, stocked, type Judged, type Stocked } from "../isolation/kinds";
import { needOf } from "../isolation/needs";
import { isMadeOfRows, mapped, withTable } from "../isolation/table";
import { narrowerThan, widerThan } from "../isolation/wider";
import { covering, extreme, type Choice } from "./support/pairwise";
import { platformObjects } from "./support/platform-objects";
import { siteOf } from "./support/site-of";
import { refusalsOf, switchedPlatform, switchesOf, type Switched } from "./support/switches";

/** A stack as it would be applied. */
type Made = Stocked<Choice> & { readonly objects: readonly KubernetesObject[] };

const candidates = (): Choice[] =>
  (["dev", "prod"] as const).flatMap((environment) => {
    const switches = switchesOf(environment);
    return [extreme(switches, refusalsOf, "last"), ...covering(switches, refusalsOf).choices];
  });

/** The stack with another row in the place of one, or none. */
function viewWith({ stack, platform, table, objects }: Made, row?: Flow, other?: Flow): View {
  const changed = mapped(table, (each) => (each === row ? other : each));
  const view = viewOf(
    withTable(objects, changed, platform.istio.enabled),
    siteOf(stack as Switched),
  );
  assert.ok(view);
  return view;
}

/** What is told to be needed and shut, by name. */
const missingIn = (view: View): string[] => [
  ...new Set(
    everythingNeededIsOpen(view).map(
      ({ message }) => /^Needed and not open: ([^.]*)\./.exec(message)?.[1] ?? message,
    ),
  ),
];

/** Two policies of one name, as some of these changes make, are a doubt. */
const isToldOf = (view: View): boolean =>
  view.cluster.doubts.length > 0 ||
  [nothingIsWiderThanUsed, nothingLeaves, tenantsDoNotMeet].some((find) => find(view).length > 0);

/** Ports that are open at the gateway before anybody listens there, or asks. */
const isSpare = ({ stack }: Made, { why }: Flow, port: string): boolean =>
  why === "callers of models" &&
  // Load balancers of others ask it whether the gateway is well; no object says so.
  (port === "TCP 15021" || (port === "TCP 443" && stack.tls === "none"));

describe("each row of the table", function () {
  this.timeout(1_800_000);
  let stacks: Made[];

  before(async () => {
    const all = candidates().map((choice) => stocked(choice, switchedPlatform(choice)));
    stacks = [];
    for (const each of sharedOut(all)) {
      const objects = await platformObjects(each.platform);
      stacks.push({ ...each, objects: objects.map((object) => ({ ...object })) });
    }
    const rows = stacks.map(({ kinds }) => String(kinds.size)).join(" + ");
    console.log(`    ${rows} kinds of rows, of ${String(all.length)} stacks`);
  });

  it("makes objects here as the program does, and nothing is told of them", () => {
    for (const made of stacks) {
      const again = withTable(made.objects, made.table, made.platform.istio.enabled);
      assert.deepEqual(byName(again), byName(made.objects));
      assert.deepEqual([missingIn(viewWith(made)), isToldOf(viewWith(made))], [[], false]);
    }
  });

  it("is missed by the name of what needs it", () => {
    const unnoticed = eachRow((made, row, kind) => {
      const missing = missingIn(viewWith(made, row));
      return missing.includes(needOf(row)) ? [] : [`${kind} => ${missing.join("; ")}`];
    });
    assert.deepEqual(unnoticed, []);
  });

  it("is missed by that name too when one of its ports is", () => {
    const unnoticed = eachRow((made, row, kind) =>
      narrowerThan(row)
        .filter(({ without }) => !isSpare(made, row, without))
        .filter(({ row: other }) => !missingIn(viewWith(made, row, other)).includes(needOf(row)))
        .map(({ without }) => `${without} of ${kind}`),
    );
    assert.deepEqual(unnoticed, []);
  });

  it("is told of when it is wider in any way", () => {
    const unnoticed = eachRow((made, row, kind) =>
      widerThan(row).flatMap(({ how, row: other }) =>
        isToldOf(viewWith(made, row, other)) ? [] : [`${how}: ${kind}`],
      ),
    );
    assert.deepEqual(unnoticed, []);
  });

  const eachRow = (look: (made: Made, row: Judged, kind: string) => string[]): string[] =>
    stacks.flatMap((made) => [...made.kinds].flatMap(([kind, row]) => look(made, row, kind)));
});

/** What is made of rows, in an order that does not matter. */
const byName = (objects: readonly KubernetesObject[]) =>
  Object.fromEntries(
    objects.filter(isMadeOfRows).map(({ kind, metadata, spec }) => {
      const { namespace, name } = metadata as { namespace: string; name: string };
      return [`${String(kind)} ${namespace}/${name}`, spec];
    }),
  );
