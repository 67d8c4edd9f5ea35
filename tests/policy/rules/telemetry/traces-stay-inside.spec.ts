import assert from "node:assert/strict";
import { configMap, deployment, findingsOf, seldon } from "../../objects";

describe("traces-stay-inside", () => {
  const found = (object: unknown) =>
    findingsOf("traces-stay-inside", [object]).map(({ path }) => path);
  const traced = (otelExporterEndpoint: string) => ({
    config: { tracingConfig: { otelExporterEndpoint } },
  });

  it("refuses collectors outside, disabled or not", () => {
    for (const kind of ["SeldonRuntime", "SeldonConfig"]) {
      const path = "spec.config.tracingConfig.otelExporterEndpoint";
      assert.deepEqual(found(seldon(kind, traced("otlp.vendor.com:4317"))), [path]);
      assert.deepEqual(found(seldon(kind, traced("8.8.8.8:4317"))), [path]);
      assert.deepEqual(found(seldon(kind, traced("otlp.tracing.svc:4317"))), []);
      assert.deepEqual(found(seldon(kind, traced("seldon-collector.seldon-mesh:4317"))), []);
    }
  });

  it("refuses variables of pods and ConfigMaps", () => {
    const env = (name: string, value: string) =>
      found(deployment({ containers: [{ name: "c", env: [{ name, value }] }] }));
    for (const name of [
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      "MLSERVER_TRACING_SERVER",
    ]) {
      assert.deepEqual(env(name, "https://otlp.vendor.com"), [
        "spec.template.spec.containers[0].env[0].value",
      ]);
      assert.deepEqual(env(name, "http://otlp.tracing.svc:4318"), []);
      assert.deepEqual(found(configMap({ [name]: "otlp.vendor.com" })), [`data.${name}`]);
      assert.deepEqual(found(configMap({ [name]: "otlp" })), []);
    }
    assert.deepEqual(env("OTEL_EXPORTER_OTLP_PROTOCOL", "otlp.vendor.com"), []);
  });

  it("reads the settings of tracing in ConfigMaps", () => {
    for (const key of ["otelExporterEndpoint", "tracing_server"]) {
      const settings = (host: string) =>
        found(configMap({ "tracing.json": JSON.stringify({ enable: true, [key]: host }) }));
      assert.deepEqual(settings("otlp.vendor.com:4317"), [`data["tracing.json"] > ${key}`]);
      assert.equal(settings("[2001:4860:4860::8888]").length, 1);
      assert.deepEqual(settings("otlp.tracing.svc:4317"), []);
    }
  });

  it("refuses variables that Seldon's operator lays over its own", () => {
    const env = [{ name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "otlp.vendor.com:4317" }];
    const podSpec = { containers: [{ name: "scheduler", env }] };
    assert.equal(
      found(seldon("SeldonRuntime", { overrides: [{ name: "seldon-scheduler", podSpec }] })).length,
      1,
    );
  });

  it("reads OpenTelemetry's own kinds", () => {
    const collector = (endpoint: string) => ({
      apiVersion: "opentelemetry.io/v1beta1",
      kind: "OpenTelemetryCollector",
      metadata: { name: "it", namespace: "team" },
      spec: { config: { exporters: { otlp: { endpoint } } } },
    });
    assert.deepEqual(found(collector("otlp.vendor.com:4317")), [
      "spec.config.exporters.otlp.endpoint",
    ]);
    assert.deepEqual(found(collector("otlp.tracing.svc:4317")), []);
  });
});
