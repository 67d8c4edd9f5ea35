import assert from "node:assert/strict";

import type { Flow, Pods } from "../../network/flow";
import { controllerFlows } from "../../network/flows/controller";
import { platformFlows } from "../../network/flows/platform";
import { tenantFlows } from "../../network/flows/tenant";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import { allPolicies, everything, landscape, serving } from "./platform";
import { isMap, valuesAt } from "./values-at";

/** The ports of pods that the kubelet asks, by the pods' namespace and labels. */
function asked(rows: readonly Flow[]): Record<string, number[]> {
  const isPods = (to: Flow["to"]): to is Pods => "namespace" in to;
  return Object.fromEntries(
    rows.flatMap(({ from, to, ports }) =>
      "kubelet" in from && isPods(to)
        ? [[Object.values(to.labels ?? {}).join(" "), ports?.map(({ port }) => port) ?? []]]
        : [],
    ),
  );
}

/** Every port that a probe or a hook of a pod asks, where it is named by its number or by a port's name. */
function probed(value: unknown): number[] {
  const declared = new Map(
    valuesAt("ports", value)
      .flat()
      .filter(isMap)
      .map(({ name, containerPort }) => [name, containerPort]),
  );
  const handlers = ["readinessProbe", "livenessProbe", "startupProbe", "lifecycle"]
    .flatMap((key) => valuesAt(key, value))
    .flatMap((probe) => ["httpGet", "tcpSocket", "grpc"].flatMap((key) => valuesAt(key, probe)))
    .filter(isMap);
  const ports = handlers.map(({ port }) => Number(declared.get(port) ?? port));
  return [...new Set(ports)].sort((a, b) => a - b);
}

describe("what the kubelet asks of pods", () => {
  const tenant = serving("team-a", { reportsUsage: true });
  const rows = [
    ...controllerFlows(landscape),
    ...platformFlows(landscape),
    ...tenantFlows({ ...landscape, kafka: everything.kafka }, tenant),
  ];

  it("is every port that probes and hooks of the real charts ask, and no other", function () {
    const pods = (file: string, name: RegExp) =>
      objectsOf(
        realData(this, file)
          .split(/^---$/m)
          .filter((text) => /^kind: (D\w+|ServerConfig)$/m.test(text))
          .join("\n---\n"),
      ).filter((object) => name.test((object as { metadata: { name: string } }).metadata.name));
    const setup = "seldon-2.9.1/setup.rendered.yaml";
    const certManager = "cert-manager-1.21.1/rendered.yaml";
    const output = JSON.parse(realData(this, "seldon-2.9.1/operator-output.json")) as unknown;
    const parts = valuesAt("template", output);
    assert.ok(parts.length > 0);
    assert.deepEqual(asked(rows), {
      "v2-controller-manager": probed(pods(setup, /controller-manager/)),
      istiod: probed(pods("istio-1.30.3/istiod.rendered.yaml", /^istiod$/)),
      "istio-cni-node": probed(pods("istio-1.30.3/cni.rendered.yaml", /^istio-cni-node$/)),
      // The injector puts its own in where the chart has none.
      ingressgateway: [15021],
      "metallb controller": probed(pods("metallb-0.15.3/rendered.yaml", /controller$/)),
      "cert-manager": probed(pods(certManager, /^cert-manager$/)),
      webhook: probed(pods(certManager, /webhook$/)),
      "seldon-server": probed(pods(setup, /^(mlserver|triton)$/)),
      "seldon-envoy": probed(parts),
    });
  });

  it("goes to the proxy of each part where there is a mesh", () => {
    const meshed = asked(tenantFlows({ ...landscape, mesh: true }, tenant));
    assert.deepEqual(
      meshed,
      Object.fromEntries(
        ["seldon-scheduler", "seldon-envoy", "seldon-server", "hodometer"].map((name) => [
          name,
          [15020, 15021],
        ]),
      ),
    );
  });

  it("makes no policy, since a node always reaches its own pods", () => {
    const text = JSON.stringify(allPolicies(landscape, [tenant]));
    for (const port of [5572, 8081, 9007, 9008])
      assert.ok(!text.includes(`"port":${String(port)}}`), String(port));
  });
});
