import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../../policy/kubernetes-object";
import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { titleOf, type Workload } from "../../../../policy/reach/workload";
import { objectsOf } from "../../../charts/flatten";
import { realData } from "../../../charts/real-data";

const isOf =
  (...kinds: unknown[]) =>
  ({ kind }: KubernetesObject): boolean =>
    kinds.includes(kind);

const lineOf = (workload: Workload): string =>
  [
    titleOf(workload),
    ...Object.entries(workload.labels).map((label) => label.join("=")),
    ...workload.ports.map(({ name, port, protocol }) => [name, port, protocol].join(" ")),
    workload.serviceAccount,
    workload.replicas,
  ]
    .map(String)
    .sort()
    .join("; ");

/** Fails on doubts. */
function linesOf(objects: readonly KubernetesObject[]): string[] {
  const { workloads, doubts } = readCluster(objects);
  assert.deepEqual(doubts, []);
  return workloads.map(lineOf).sort();
}

describe("a recorded cluster with Seldon's operator", () => {
  it("has the same pods as its custom resources, with them or without", function () {
    const recorded = realData(this, "seldon-2.9.1/operator-output-restricted.json");
    const { items } = JSON.parse(recorded) as { items: KubernetesObject[] };
    const setup = objectsOf(realData(this, "seldon-2.9.1/setup.rendered.yaml"));
    const isConfig = isOf("SeldonConfig", "ServerConfig");
    const configs = setup.map((object): KubernetesObject => ({ ...object })).filter(isConfig);
    const isCustom = isOf("SeldonRuntime", "Server");
    const rendered = linesOf([...configs, ...items.filter(isCustom)]);
    assert.equal(rendered.length, 7);
    assert.deepEqual(linesOf([...configs, ...items]), rendered);
    assert.deepEqual(linesOf(items.filter((object) => !isCustom(object))), rendered);
  });
});
