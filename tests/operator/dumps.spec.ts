import assert from "node:assert/strict";

import { claimsOf } from "../../operator/claims";
import type { KubernetesObject } from "../../operator/objects";
import { type Pod, podsOf } from "../../operator/pods";
import { runtimeObjects } from "../../operator/runtime-objects";
import { serverObjects } from "../../operator/server-objects";
import { unexplained, unused } from "./additions";
import { compare } from "./compare";
import { type Dump, readDump, type Recorded, sent } from "./dump";

const version = "2.9.1";

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string };
}

/** A name that model and recording share: a Deployment's pods go by it, without the two hashes. */
const keyOf = ({ kind, metadata: { name = "", generateName } }: Named): string =>
  `${kind} ${generateName === undefined ? name : withoutHash(generateName, name)}`;

const withoutHash = (generateName: string, name: string): string =>
  /^(.*)-[0-9a-f]{8,10}-$/.exec(generateName)?.[1] ??
  (name === "" ? generateName.slice(0, -1) : name);

const sorted = (objects: readonly Named[]): string[] => objects.map(keyOf).sort();

function recordedLike(dump: Dump, object: Named): Recorded {
  const found = dump.made.find((recorded) => keyOf(recorded) === keyOf(object));
  assert.ok(found, `${keyOf(object)} was not recorded`);
  return found;
}

/**
 * The beginning of a pod's name is compared by keyOf; the hash in it is nothing a model can know.
 * Annotations are there in any case, so that each addition to them is seen by itself.
 */
function comparable({ metadata: { generateName, ...metadata }, ...object }: Named): unknown {
  const beginning = generateName === undefined ? {} : { generateName: "-" };
  return { ...object, metadata: { annotations: {}, ...metadata, ...beginning } };
}

/** Every way in which the model and the dump are apart, the listed additions left out. */
function apart(dump: Dump, objects: readonly Named[]): { wrong: string[]; added: string[] } {
  const all = objects.map((object) =>
    compare(comparable(object), comparable(recordedLike(dump, object)), object.kind),
  );
  return { wrong: all.flatMap(({ wrong }) => wrong), added: all.flatMap(({ added }) => added) };
}

const runtimeOf = ({ namespace, seldonConfig, seldonRuntime }: Dump): KubernetesObject[] =>
  runtimeObjects({ version, namespace, seldonConfig, seldonRuntime });

const serverOf = ({ namespace, serverConfig, server }: Dump): KubernetesObject[] =>
  serverObjects({ version, namespace, serverConfig, server });

/** The operator's own words, where it kept them: they hold no default of anybody else. */
function assertSentAsModelled(
  dump: Dump,
  objects: readonly KubernetesObject[],
  kept: number,
): void {
  const compared = objects.flatMap((object) => {
    const words = { ...object, apiVersion: undefined, kind: undefined };
    const said = sent(recordedLike(dump, object));
    return said === undefined
      ? []
      : [{ words: JSON.parse(JSON.stringify(words)) as unknown, said }];
  });
  assert.equal(compared.length, kept);
  for (const { words, said } of compared) assert.deepEqual(words, said);
}

describe("the model of the operator, against what the operator made", () => {
  const added: string[] = [];

  function assertHolds(dump: Dump, objects: readonly KubernetesObject[]): void {
    const all: (KubernetesObject | Pod | Named)[] = [
      ...objects,
      ...podsOf(objects),
      ...claimsOf(objects),
    ];
    assert.deepEqual(sorted(all), sorted(dump.made));
    const comparison = apart(dump, all);
    assert.deepEqual(comparison.wrong, []);
    assert.deepEqual(unexplained(comparison.added), []);
    added.push(...comparison.added);
  }

  // Its Server found no scheduler and became nothing; its claims were not recorded.
  it("makes the same runtime from overrides that only set replicas and service types", function () {
    const dump = readDump(this, "operator-output.json", "harbor-pull");
    const objects = runtimeOf(dump);
    const claims = claimsOf(objects).map((claim) => claim as unknown as Recorded);
    assertHolds({ ...dump, made: [...dump.made, ...claims] }, objects);
    assertSentAsModelled(dump, objects, 9);
  });

  it("makes the same runtime and server from overrides of containers", function () {
    const dump = readDump(this, "operator-output-restricted.json");
    const objects = [...runtimeOf(dump), ...serverOf(dump)];
    assertHolds(dump, objects);
    assertSentAsModelled(dump, objects, 10);
  });

  it("lists no addition of the cluster that neither recording has", function () {
    if (added.length === 0) this.skip();
    assert.deepEqual(unused(added), []);
  });

  it("makes the runtimes and servers of 50 tenants in well under a second", function () {
    const dump = readDump(this, "operator-output-restricted.json");
    const start = performance.now();
    for (let tenant = 0; tenant < 50; tenant += 1) {
      const objects = [...runtimeOf(dump), ...serverOf(dump)];
      podsOf(objects);
      claimsOf(objects);
    }
    assert.ok(performance.now() - start < 800);
  });
});
