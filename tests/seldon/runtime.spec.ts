import assert from "node:assert/strict";

import { podsOf } from "../../operator/pods";
import { readBack } from "../../operator/read-back";
import { runtimeObjects } from "../../operator/runtime-objects";
import { Runtime } from "../../schema/runtime";
import { Kafka, Tracing } from "../../schema/seldon";
import { componentDefaults } from "../../seldon/component-defaults";
import { containerSecurity } from "../../seldon/container-security";
import { seldonRuntime, type RuntimeArgs } from "../../seldon/runtime";
import { complaintsOf } from "./real-crd";
import { realSeldonConfig } from "./real-setup";

const egress = [{ cidrs: ["10.9.0.1/32"], port: 9092 }];
const kafka = Kafka.parse({ bootstrap: "kafka.test:9092", topicPrefix: "platform", egress });
const tracing = Tracing.parse({ endpoint: "collector.test:4317", ratio: 0.25, egress });

const of = (runtime: object = {}, change: Partial<RuntimeArgs> = {}) =>
  seldonRuntime({
    namespace: "team-a",
    runtime: Runtime.parse(runtime),
    hodometer: { enabled: false, metricsLevel: "resource" },
    settings: {},
    ...change,
  });
const on = { hodometer: { enabled: true, metricsLevel: "resource" } } as const;

const replicas = (object: ReturnType<typeof of>) =>
  Object.fromEntries(object.spec.overrides.map(({ name, replicas: count }) => [name, count]));
const container = (object: ReturnType<typeof of>, name: string) =>
  object.spec.overrides.find((override) => override.name === name)?.podSpec?.containers[0];

const everything = of(
  {
    replicas: { "seldon-envoy": 2, "seldon-modelgateway": 3 },
    resources: {
      "seldon-envoy": { requests: { cpu: 1.5, memory: "0.5Gi" } },
      hodometer: { limits: { cpu: "1000m" } },
    },
    hodometer: { metricsLevel: "cluster" },
    disableAutoUpdate: true,
  },
  { ...on, settings: { kafka, tracing } },
);

describe("a SeldonRuntime", () => {
  it("is named and placed as Seldon wants it, without labels that its pods would get", () => {
    const { apiVersion, kind, metadata, spec } = of();
    assert.deepEqual([apiVersion, kind], ["mlops.seldon.io/v1alpha1", "SeldonRuntime"]);
    assert.deepEqual(metadata, { name: "seldon", namespace: "team-a" });
    assert.equal(spec.seldonConfig, "default");
  });

  it("without Kafka runs the scheduler and the entry point, and nothing else", () => {
    assert.deepEqual(replicas(of()), {
      hodometer: 0,
      "seldon-scheduler": 1,
      "seldon-envoy": 1,
      "seldon-modelgateway": 0,
      "seldon-pipelinegateway": 0,
      "seldon-dataflow-engine": 0,
    });
    assert.ok(!("kafkaConfig" in of().spec.config));
  });

  it("with Kafka runs one of each of its clients, or as many as the tenant says", () => {
    const counts = replicas(
      of({ replicas: { "seldon-modelgateway": 3 } }, { settings: { kafka } }),
    );
    assert.equal(counts["seldon-modelgateway"], 3);
    assert.equal(counts["seldon-pipelinegateway"], 1);
    assert.equal(counts["seldon-dataflow-engine"], 1);
  });

  it("names the stack's brokers and topic prefix", () => {
    assert.deepEqual(everything.spec.config.kafkaConfig, {
      "bootstrap.servers": "kafka.test:9092",
      topicPrefix: "platform",
    });
  });

  it("turns tracing off by itself, because Seldon takes no such word from the setup chart", () => {
    assert.deepEqual(of().spec.config.tracingConfig, { disable: true });
  });

  it("sends traces to the stack's collector, in OpenTelemetry's words", () => {
    assert.deepEqual(everything.spec.config.tracingConfig, {
      otelExporterEndpoint: "collector.test:4317",
      otelExporterProtocol: "grpc",
      ratio: "0.25",
    });
  });

  it("keeps scheduler and entry point inside the cluster", () => {
    const types = everything.spec.overrides.flatMap((override) =>
      "serviceType" in override ? [[override.name, override.serviceType]] : [],
    );
    assert.deepEqual(types, [
      ["seldon-scheduler", "ClusterIP"],
      ["seldon-envoy", "ClusterIP"],
    ]);
    assert.equal(everything.spec.config.serviceConfig.serviceType, "ClusterIP");
  });

  it("may be kept as it is when Seldon is upgraded", () => {
    assert.equal(everything.spec.disableAutoUpdate, true);
    assert.ok(!("disableAutoUpdate" in of().spec));
  });
});

describe("telemetry of a runtime", () => {
  const level = (object: ReturnType<typeof of>) => container(object, "hodometer")?.env;

  it("runs where the stack has it on, and counts as much as the stack says", () => {
    assert.equal(replicas(of({}, on))["hodometer"], 1);
    assert.deepEqual(level(of({}, on)), [{ name: "METRICS_LEVEL", value: "resource" }]);
  });

  it("does not run where the tenant or the stack has it off", () => {
    assert.equal(replicas(of({ hodometer: { enabled: false } }, on))["hodometer"], 0);
    assert.equal(replicas(of())["hodometer"], 0);
  });

  it("counts less where the tenant says so", () => {
    assert.deepEqual(level(everything), [{ name: "METRICS_LEVEL", value: "cluster" }]);
  });
});

describe("the containers of a runtime", () => {
  it("all have complete resources and what Pod Security restricted demands", () => {
    const all = of({}, { ...on, settings: { kafka } });
    assert.equal(all.spec.overrides.length, 6);
    for (const { name, podSpec } of all.spec.overrides) {
      const only = podSpec?.containers[0];
      assert.deepEqual(only?.resources, componentDefaults[name].resources);
      assert.deepEqual(only.securityContext, containerSecurity);
    }
  });

  it("are not told of where there are none", () => {
    const told = of().spec.overrides.filter((override) => "podSpec" in override);
    assert.deepEqual(
      told.map(({ name }) => name),
      ["seldon-scheduler", "seldon-envoy"],
    );
  });

  it("get what the tenant says, completed, in the form that Kubernetes writes it", () => {
    assert.deepEqual(container(everything, "seldon-envoy")?.resources, {
      requests: { cpu: "1500m", memory: "512Mi" },
      limits: { cpu: "1500m", memory: "512Mi" },
    });
    assert.deepEqual(container(everything, "hodometer")?.resources, {
      requests: { cpu: "1m", memory: "32Mi" },
      limits: { cpu: "1", memory: "32Mi" },
    });
  });

  it("start from the chart's own requests and memory limits", function () {
    const components = realSeldonConfig(this).spec.components ?? [];
    const real = components.map(({ name, podSpec }) => {
      const [{ name: inside, resources }] = (podSpec as RealPodSpec).containers;
      return [name, { inside, requests: resources.requests, memory: resources.limits.memory }];
    });
    const ours = Object.entries(componentDefaults).map(
      ([name, { container: inside, resources }]) => [
        name,
        { inside, requests: resources.requests, memory: resources.limits.memory },
      ],
    );
    assert.deepEqual(Object.fromEntries(ours), Object.fromEntries(real));
  });
});

type RealPodSpec = {
  readonly containers: readonly [
    {
      readonly name: string;
      readonly resources: { readonly requests: object; readonly limits: { memory: string } };
    },
  ];
};

describe("a SeldonRuntime in Seldon's hands", () => {
  const inMesh = of({}, { mesh: "1.30.3" });
  for (const [title, object] of Object.entries({ least: of(), everything, inMesh })) {
    it(`is what the real CRD accepts, without a field that it does not know: ${title}`, function () {
      assert.deepEqual(complaintsOf(this, "seldonruntimes", object), []);
    });

    it(`comes back as it was when the operator writes it: ${title}`, () => {
      assert.deepEqual(readBack(object.spec, "spec"), JSON.parse(JSON.stringify(object.spec)));
    });
  }

  it("makes pods of which each container is limited and restricted", function () {
    const objects = runtimeObjects({
      version: "2.9.1",
      namespace: "team-a",
      seldonConfig: realSeldonConfig(this),
      seldonRuntime: everything,
    });
    const containers = podsOf(objects).flatMap(({ spec }) => spec.containers);
    assert.equal(containers.length, 9);
    for (const { name, resources, securityContext } of containers) {
      assert.deepEqual(securityContext, containerSecurity, name);
      assert.deepEqual(Object.keys(resources.limits ?? {}).sort(), ["cpu", "memory"], name);
      assert.deepEqual(Object.keys(resources.requests ?? {}).sort(), ["cpu", "memory"], name);
    }
  });
});
