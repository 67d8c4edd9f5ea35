import assert from "node:assert/strict";

import { foreignCrds } from "../../seldon/foreign-crds";
import { monitors } from "../../seldon/monitors";
import { realData } from "../charts/real-data";

const labels = { release: "prometheus" };
const made = monitors("team-a", { labels, kafka: true });

interface Endpoint {
  readonly port: string;
  readonly path: string;
}
const endpointsOf = (spec: object): Endpoint[] =>
  Object.entries(spec).flatMap(([key, value]) =>
    /endpoints$/i.test(key) ? (value as Endpoint[]) : [],
  );

describe("the monitors of a tenant", () => {
  it("scrape agents and model servers, Envoy, and the pipeline gateway where there is Kafka", () => {
    const names = (kafka: boolean) =>
      monitors("team-a", { labels, kafka }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    assert.deepEqual(names(true), [
      "PodMonitor seldon-server",
      "PodMonitor seldon-pipelinegateway",
      "ServiceMonitor seldon-envoy",
    ]);
    assert.deepEqual(names(false), ["PodMonitor seldon-server", "ServiceMonitor seldon-envoy"]);
  });

  it("are in the tenant's namespace, under the labels that Prometheus looks for", () => {
    for (const { apiVersion, metadata } of made) {
      assert.equal(apiVersion, "monitoring.coreos.com/v1");
      assert.deepEqual([metadata.namespace, metadata.labels], ["team-a", labels]);
    }
  });

  it("look only into their own namespace, as Prometheus takes it where none is named", () => {
    for (const { spec } of made) assert.ok(!("namespaceSelector" in spec));
  });

  it("need CRDs of kinds that they and the rule are of", () => {
    const kinds = ["PrometheusRule", ...made.map(({ kind }) => kind)];
    assert.deepEqual(
      [...new Set(kinds.map((kind) => `${kind.toLowerCase()}s.monitoring.coreos.com`))].sort(),
      foreignCrds({ monitoring: {} }).map(({ name }) => name),
    );
  });

  it("find labels and port names that the real operator gives pods and Services", function () {
    const objects = ["operator-output.json", "operator-output-restricted.json"].flatMap((file) =>
      listOf(JSON.parse(realData(this, `seldon-2.9.1/${file}`))),
    );
    for (const { kind, spec } of made) {
      const [name = ""] = Object.values(spec.selector.matchLabels);
      const scraped = objects.filter(
        (object) =>
          object.kind === (kind === "PodMonitor" ? "Pod" : "Service") &&
          object.metadata.labels?.["app.kubernetes.io/name"] === name,
      );
      const ports = scraped.flatMap((object) => [
        ...(object.spec?.ports ?? []),
        ...(object.spec?.containers ?? []).flatMap((container) => container.ports ?? []),
      ]);
      assert.ok(endpointsOf(spec).length > 0);
      for (const { port } of endpointsOf(spec))
        assert.ok(
          ports.some((found) => found.name === port),
          `${name} ${port}`,
        );
    }
  });

  it("ask Envoy at the path that its statistics are at, and all others at /metrics", () => {
    const paths = made.map(({ kind, spec }) => [
      kind,
      ...endpointsOf(spec).map(({ path }) => path),
    ]);
    assert.deepEqual(paths, [
      ["PodMonitor", "/metrics", "/metrics"],
      ["PodMonitor", "/metrics"],
      ["ServiceMonitor", "/stats/prometheus"],
    ]);
  });
});

interface Dumped {
  readonly kind: string;
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly ports?: readonly { readonly name?: string }[];
    readonly containers?: readonly { readonly ports?: readonly { readonly name?: string }[] }[];
  };
}

const listOf = (dump: unknown): Dumped[] =>
  Array.isArray(dump) ? (dump as Dumped[]) : (dump as { items: Dumped[] }).items;
