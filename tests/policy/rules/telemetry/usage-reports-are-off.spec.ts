import assert from "node:assert/strict";
import { TELEMETRY } from "../../../../policy/rules/telemetry/register";
import { UNKNOWN } from "../../../../policy/unknown";
import { configMap, deployment, findingsOf } from "../../objects";

describe("usage-reports-are-off", () => {
  const found = (...objects: unknown[]) => findingsOf("usage-reports-are-off", objects);
  const pod = (image: string, fields: object = {}, spec: object = {}) =>
    deployment({
      containers: [{ name: "c", image: `harbor.mlops.internal/mirror/${image}:1`, ...fields }],
      ...spec,
    });
  const mlflow = (...env: object[]) => found(pod("mlflow", { env }));

  for (const entry of TELEMETRY.filter(
    ({ rule, images, byDefault }) =>
      rule === "usage-reports-are-off" && images.length > 0 && byDefault === "on",
  ))
    for (const image of entry.images)
      it(`wants ${entry.component} (${image}) to be told, and is content once it is`, () => {
        const told = (telling: boolean) => {
          const env: object[] = [];
          const args: string[] = [];
          const lines: string[] = [];
          for (const [way] of telling ? entry.switches : []) {
            if (way === undefined) continue;
            const value = way.off[0] ?? assert.fail();
            if (way.via === "variable") env.push({ name: way.name, value });
            else if (way.via === "argument") args.push(`--${way.name}=${value}`);
            else lines.push(way.name);
          }
          return found(pod(image, { env, args })).filter(({ message }) =>
            message.includes(entry.component),
          );
        };
        assert.equal(told(false).length, entry.switches.length);
        if (entry.switches.every((ways) => ways.length > 0)) assert.deepEqual(told(true), []);
      });

  it("names the switch, and how to set it", () => {
    const [finding] = mlflow();
    assert.equal(finding?.path, "spec.template.spec.containers[0].env");
    assert.match(finding.message, /^MLflow sends .* MLFLOW_DISABLE_TELEMETRY does not say/);
    assert.equal(finding.remedy, "Set MLFLOW_DISABLE_TELEMETRY to true, or DO_NOT_TRACK to true.");
  });

  it("refuses a switch that is on, or cannot be followed", () => {
    const name = "MLFLOW_DISABLE_TELEMETRY";
    assert.equal(mlflow({ name, value: "false" }).length, 1);
    assert.equal(mlflow({ name, valueFrom: { secretKeyRef: {} } }).length, 1);
    assert.deepEqual(mlflow({ name, value: "TRUE" }), []);
  });

  it("tells a switch that is unknown", () => {
    const findings = mlflow({ name: "MLFLOW_DISABLE_TELEMETRY", value: UNKNOWN });
    assert.match(findings[0]?.message ?? "", /unknown at preview/);
  });

  it("leaves components alone that only have a similar name", () => {
    assert.deepEqual(found(pod("mlflow-exporter")), []);
    assert.deepEqual(found(pod("other/node")), []);
    assert.equal(found(pod("calico/node")).length, 1);
  });

  it("reads variables of a ConfigMap that is among the objects", () => {
    const settings = { configMapRef: { name: "settings" } };
    const it = pod("mlflow", { envFrom: [settings] });
    assert.equal(found(it).length, 1);
    assert.deepEqual(found(it, configMap({ MLFLOW_DISABLE_TELEMETRY: "true" })), []);
    const key = { configMapKeyRef: { name: "settings", key: "off" } };
    const one = pod("mlflow", { env: [{ name: "DO_NOT_TRACK", valueFrom: key }] });
    assert.deepEqual(found(one, configMap({ off: "true" })), []);
    assert.equal(found(one, configMap({ off: "0" })).length, 1);
  });

  it("takes no word for off that the component itself does not", () => {
    const told = (image: string, name: string, value: string) =>
      found(pod(image, { env: [{ name, value }] })).length;
    assert.equal(told("vllm-openai", "VLLM_NO_USAGE_STATS", "true"), 1);
    assert.equal(told("vllm-openai", "VLLM_NO_USAGE_STATS", "1"), 0);
    assert.equal(told("mlflow", "DO_NOT_TRACK", "1"), 1);
    assert.equal(told("mlflow", "DO_NOT_TRACK", "true"), 0);
    assert.equal(told("minio", "MINIO_UPDATE", "false"), 1);
    assert.equal(told("minio", "MINIO_UPDATE", "off"), 0);
  });

  it("refuses Langfuse with a licence, which reports whatever it is told", () => {
    const off = { name: "TELEMETRY_ENABLED", value: "false" };
    const licence = { name: "LANGFUSE_EE_LICENSE_KEY", valueFrom: { secretKeyRef: {} } };
    assert.equal(found(pod("langfuse", { env: [off, licence] })).length, 1);
    assert.deepEqual(found(pod("langfuse", { env: [off] })), []);
  });

  describe("Grafana", () => {
    const volumes = [{ name: "v", configMap: { name: "settings" } }];
    const ini = (on: string) =>
      `[analytics]\nreporting_enabled = ${on}\ncheck_for_updates = false\ncheck_for_plugin_updates = false\n[plugins]\npreinstall_disabled = true\n`;

    it("may be told by the file that it mounts", () => {
      const files = (on: string) =>
        found(pod("grafana", {}, { volumes }), configMap({ "grafana.ini": ini(on) }));
      assert.deepEqual(files("false"), []);
      assert.equal(files("true").length, 1);
    });

    it("believes a variable before a file, as Grafana does", () => {
      const env = [{ name: "GF_ANALYTICS_REPORTING_ENABLED", value: "true" }];
      const both = found(pod("grafana", { env }, { volumes }), configMap({ f: ini("false") }));
      assert.equal(both.length, 1);
    });

    it("installs no plugins", () => {
      const env = [{ name: "GF_INSTALL_PLUGINS", value: "a-panel" }];
      const list = found(pod("grafana", { env })).filter(({ message }) => /list of/.test(message));
      assert.equal(list.length, 1);
    });

    it("is told by its operator's object too", () => {
      const grafana = (value: string) => ({
        apiVersion: "grafana.integreatly.org/v1beta1",
        kind: "Grafana",
        metadata: { name: "it" },
        spec: {
          config: {
            analytics: {
              reporting_enabled: value,
              check_for_updates: "false",
              check_for_plugin_updates: "false",
            },
          },
        },
      });
      assert.deepEqual(found(grafana("false")), []);
      assert.equal(found(grafana("true")).length, 1);
    });
  });

  it("reads YAML settings and flags", () => {
    const volumes = [{ name: "v", projected: { sources: [{ configMap: { name: "settings" } }] } }];
    const loki = configMap({ "loki.yaml": "analytics:\n  reporting_enabled: false\n" });
    assert.deepEqual(found(pod("grafana/loki", {}, { volumes }), loki), []);
    assert.deepEqual(found(pod("loki", { args: ["-reporting.enabled", "false"] })), []);
    assert.deepEqual(found(pod("alloy", { args: ["run", "--disable-reporting"] })), []);
  });

  it("lets what is off by default be, and refuses to switch it on", () => {
    const quiet = "--global.checknewversion=false";
    assert.deepEqual(found(pod("traefik", { args: [quiet] })), []);
    assert.equal(found(pod("traefik", { args: [quiet, "--global.sendanonymoususage"] })).length, 1);
  });

  it("wants Calico's and Open Data Hub's own objects to say it", () => {
    const felix = (spec: object) => ({
      apiVersion: "crd.projectcalico.org/v1",
      kind: "FelixConfiguration",
      metadata: { name: "default" },
      spec,
    });
    assert.equal(found(felix({})).length, 1);
    assert.equal(found(felix({ usageReportingEnabled: true })).length, 1);
    assert.deepEqual(found(felix({ usageReportingEnabled: false })), []);
    const dashboard = (disableTracking: boolean) => ({
      apiVersion: "opendatahub.io/v1alpha",
      kind: "OdhDashboardConfig",
      metadata: { name: "it" },
      spec: { dashboardConfig: { disableTracking } },
    });
    assert.equal(found(dashboard(false)).length, 1);
    assert.deepEqual(found(dashboard(true)), []);
  });

  it("refuses the keys of segment.io", () => {
    const key = (kind: string, data: object) => ({
      apiVersion: "v1",
      kind,
      metadata: { name: "odh-segment-key", namespace: "opendatahub" },
      data,
    });
    assert.equal(found(key("Secret", {})).length, 1);
    assert.equal(found(key("ConfigMap", { segmentKeyEnabled: "true" })).length, 1);
    assert.deepEqual(found(key("ConfigMap", { segmentKeyEnabled: "false" })), []);
  });

  it("refuses a tracking id for Argo CD", () => {
    assert.equal(found(configMap({ "ga.trackingid": "UA-1" })).length, 1);
    assert.deepEqual(found(configMap({ "ga.trackingid": "" })), []);
  });

  it("has each component once, and a switch or a field wherever it binds", () => {
    const names = TELEMETRY.map(({ component }) => component);
    assert.deepEqual([...new Set(names)], names);
    for (const { rule, switches, fields, component } of TELEMETRY)
      if (rule === "usage-reports-are-off")
        assert.ok(switches.length + (fields?.length ?? 0) > 0, component);
  });
});
