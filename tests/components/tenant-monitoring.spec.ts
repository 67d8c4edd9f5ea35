import assert from "node:assert/strict";

import { tenantMonitoring, type TenantMonitoringArgs } from "../../components/tenant-monitoring";
import { registered, tree } from "./registered";

const args: TenantMonitoringArgs = {
  kind: "serving",
  kafka: true,
  servers: ["mlserver"],
  models: ["iris"],
  labels: { release: "prometheus" },
};
const make = (change: Partial<TenantMonitoringArgs> = {}) =>
  registered((opts) => {
    tenantMonitoring("team-a", { ...args, ...change }, opts);
  });

const rule =
  "kubernetes:monitoring.coreos.com/v1:PrometheusRule team-a-seldon-tenant-prometheusrule < the stack";
const servers =
  "kubernetes:monitoring.coreos.com/v1:PodMonitor team-a-seldon-server-podmonitor < the stack";
const gateway =
  "kubernetes:monitoring.coreos.com/v1:PodMonitor team-a-seldon-pipelinegateway-podmonitor < the stack";
const envoy =
  "kubernetes:monitoring.coreos.com/v1:ServiceMonitor team-a-seldon-envoy-servicemonitor < the stack";

describe("the monitoring of a tenant", () => {
  it("is a rule and the monitors of all that it runs", async () => {
    assert.deepEqual(tree(await make()), [gateway, servers, rule, envoy]);
    assert.deepEqual(tree(await make({ kafka: false })), [servers, rule, envoy]);
  });

  it("is a rule alone for a training tenant, which runs nothing of Seldon", async () => {
    assert.deepEqual(tree(await make({ kind: "training" })), [rule]);
  });

  it("is all in the tenant's namespace, under the labels that Prometheus looks for", async () => {
    for (const { inputs, name } of await make()) {
      const metadata = inputs["metadata"] as Record<string, unknown>;
      assert.equal(metadata["namespace"], "team-a", name);
      assert.deepEqual(metadata["labels"], { release: "prometheus" }, name);
    }
  });
});
