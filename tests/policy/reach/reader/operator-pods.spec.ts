import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../../policy/kubernetes-object";
import { readCluster } from "../../../../policy/reach/read/read-cluster";
import { titleOf } from "../../../../policy/reach/workload";
import { guarded, UNKNOWN } from "../../../../policy/unknown";
import { doubts, object, titles } from "./objects";
import { config, container, runtime, server, serverConfig } from "./seldon-objects";

describe("pods that Seldon's operator makes", () => {
  it("are those of a SeldonRuntime and of a Server, read from them", () => {
    const { workloads, doubts: none } = readCluster([
      config(),
      runtime(),
      serverConfig,
      server({ replicas: 2 }),
    ]);
    assert.deepEqual(none, []);
    assert.deepEqual(
      workloads.map((each) => [
        titleOf(each),
        each.labels,
        each.ports.map(({ port }) => port),
        each.replicas,
        each.object.kind,
      ]),
      [
        [
          "team/scheduler[StatefulSet]",
          { "app.kubernetes.io/name": "scheduler" },
          [9004],
          1,
          "SeldonRuntime",
        ],
        [
          "team/envoy[Deployment]",
          { "app.kubernetes.io/name": "envoy", tier: "door" },
          [9000],
          1,
          "SeldonRuntime",
        ],
        [
          "team/iris[StatefulSet]",
          { "app.kubernetes.io/name": "seldon-server", "seldon-server-name": "iris" },
          [9001],
          2,
          "Server",
        ],
      ],
    );
    assert.equal(workloads.at(-1)?.serviceAccount, "seldon-server");
  });

  it("follow the overrides: pods, replicas, and what is disabled", () => {
    const overrides = [
      {
        name: "scheduler",
        replicas: 0,
        podSpec: { hostNetwork: true, containers: [container("a", 1), container("b", 2)] },
      },
      { name: "envoy", disable: true },
    ];
    const { workloads } = readCluster([config(), runtime(overrides)]);
    assert.deepEqual(
      workloads.map(({ name, replicas, hostNetwork }) => [name, replicas, hostNetwork]),
      [["scheduler", 0, true]],
    );
    assert.deepEqual(new Set(workloads[0]?.ports.map(({ port }) => port)), new Set([9004, 1, 2]));
  });

  it("bring their Services and rights into the set, unless they are there", () => {
    const mesh = object("Service", "seldon-mesh", { spec: { type: "NodePort" } });
    const services = readCluster([mesh, config(), runtime()]).objects.filter(
      ({ kind }) => kind === "Service",
    );
    assert.deepEqual(
      services.map((each) => [
        (each["metadata"] as { name: string }).name,
        (each["spec"] as { type?: string }).type,
      ]),
      [
        ["seldon-mesh", "NodePort"],
        ["seldon-scheduler", "LoadBalancer"],
        ["seldon-pipelinegateway", undefined],
      ],
    );
  });

  const missing: [string, KubernetesObject[], RegExp][] = [
    [
      "a SeldonConfig is missing",
      [runtime()],
      /SeldonRuntime seldon spec\.seldonConfig names the SeldonConfig default, which is not in the set/,
    ],
    [
      "a ServerConfig is missing",
      [server()],
      /Server iris spec\.serverConfig names the ServerConfig mlserver, which is not in the set/,
    ],
    [
      "a SeldonConfig is there twice",
      [config(), config({}, {}), runtime()],
      /of which there are 2/,
    ],
    [
      "an operator is too new",
      [config({ "app.kubernetes.io/version": "v2.10.0" }), runtime()],
      /unknown operator version "2\.10\.0"/,
    ],
    [
      "a chart is too new",
      [config({ "helm.sh/chart": "seldon-core-v2-setup-2.10.2" }), runtime()],
      /unknown operator version "2\.10\.2"/,
    ],
  ];
  for (const [what, objects, says] of missing)
    it(`are in doubt where ${what}`, () => {
      const { workloads, doubts: found } = readCluster(objects);
      assert.deepEqual(workloads, []);
      assert.deepEqual(
        found.map(({ morePods }) => morePods),
        [true],
      );
      assert.match(doubts(objects).join(), says);
    });

  it("are known where the labels name the version that was modelled", () => {
    assert.deepEqual(doubts([config({ "app.kubernetes.io/version": "2.9.1" }), runtime()]), []);
  });

  it("are in doubt where a custom resource cannot be read, whose neighbours can", () => {
    const objects = [
      config(),
      runtime([{ name: "envoy", replicas: "two" }]),
      serverConfig,
      server(),
    ];
    assert.deepEqual(titles(objects), ["team/iris[StatefulSet]"]);
    assert.deepEqual(doubts(objects), [
      "SeldonRuntime seldon spec.overrides[0].replicas is not a whole number from 0",
    ]);
    assert.match(
      doubts([serverConfig, server({ replicas: 1e9 })]).join(),
      /spec\.replicas is more than 10000/,
    );
  });

  it("are read without values that no network sees", () => {
    const env = [{ name: "PASSWORD", value: UNKNOWN }];
    const over = [{ name: "envoy", podSpec: { containers: [{ name: "a", image: UNKNOWN, env }] } }];
    const objects = [config(), { ...runtime(over) }].map((each, index) =>
      guarded(each, `[${index}]`),
    );
    assert.deepEqual(doubts(objects), []);
    const hidden = guarded([config(), runtime([{ name: "envoy", replicas: UNKNOWN }])]);
    assert.match(doubts(hidden).join(), /spec\.overrides\[0\]\.replicas is unknown at preview/);
  });

  it("are the live ones where both are there, with a doubt where they differ", () => {
    const live = (labels: object) =>
      object("Deployment", "envoy", {
        spec: {
          replicas: 3,
          template: { metadata: { labels }, spec: { containers: [container("a", 9000)] } },
        },
      });
    const alike = live({ "app.kubernetes.io/name": "envoy", tier: "door" });
    const read = readCluster([config(), runtime(), alike]);
    assert.deepEqual(
      read.workloads.map((each) => [each.name, each.replicas]),
      [
        ["envoy", 3],
        ["scheduler", 1],
      ],
    );
    assert.deepEqual(read.doubts, []);
    const other = [config(), runtime(), live({ "app.kubernetes.io/name": "envoy" })];
    assert.deepEqual(titles(other).sort(), [
      "team/envoy[Deployment]",
      "team/scheduler[StatefulSet]",
    ]);
    assert.deepEqual(doubts(other), [
      "Deployment envoy spec.template has other labels than SeldonRuntime seldon asks for",
    ]);
  });
});
