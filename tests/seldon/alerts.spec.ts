import assert from "node:assert/strict";

import { prometheusRule, type AlertArgs } from "../../seldon/alerts";

const args: AlertArgs = {
  kind: "serving",
  servers: ["mlserver", "triton"],
  models: ["iris", "churn"],
  labels: { release: "prometheus" },
};
const rulesOf = (change: Partial<AlertArgs> = {}) =>
  prometheusRule("team-a", { ...args, ...change }).spec.groups.flatMap(({ rules }) => rules);
const names = (change: Partial<AlertArgs> = {}) => rulesOf(change).map(({ alert }) => alert);
const rule = (name: string, change: Partial<AlertArgs> = {}) => {
  const found = rulesOf(change).find(({ alert }) => alert === name);
  assert.ok(found, name);
  return found;
};

describe("the alerts of a tenant", () => {
  it("are about its pods, each of its models, its servers' restarts and its quota", () => {
    assert.deepEqual(names(), [
      "SeldonTenantNotReady",
      "SeldonModelNotAvailable",
      "SeldonModelNotAvailable",
      "SeldonServerRestarts",
      "SeldonQuotaNearlyFull",
    ]);
  });

  it("say nothing of servers and models where there are none", () => {
    assert.deepEqual(names({ servers: [], models: [] }), [
      "SeldonTenantNotReady",
      "SeldonQuotaNearlyFull",
    ]);
  });

  it("are about the quota alone in a training tenant", () => {
    assert.deepEqual(names({ kind: "training" }), ["SeldonQuotaNearlyFull"]);
  });

  it("are under the labels that Prometheus looks for, in a group of the tenant's own", () => {
    const { metadata, spec } = prometheusRule("team-a", args);
    assert.deepEqual(metadata, {
      name: "seldon-tenant",
      namespace: "team-a",
      labels: { release: "prometheus" },
    });
    assert.deepEqual(
      spec.groups.map(({ name }) => name),
      ["seldon-tenant-team-a"],
    );
  });

  it("look at this tenant alone: each series is asked for by its namespace", () => {
    for (const { expr } of rulesOf()) {
      const series = expr.match(/\b(kube|seldon)_\w+(\{[^}]*\})?/g) ?? [];
      assert.ok(series.length > 0);
      for (const each of series) assert.match(each, /\{namespace="team-a"/);
    }
  });

  it("say what is wrong, with whom, and the command to type next", () => {
    for (const { labels, annotations } of rulesOf()) {
      assert.equal(labels["tenant"], "team-a");
      assert.match(labels["severity"] ?? "", /^(critical|warning)$/);
      assert.match(annotations.summary, /^Tenant team-a: /);
      assert.match(annotations.description, /kubectl -n team-a (describe|get|logs) /);
    }
  });

  it("tell a model from one whose name begins alike, whatever its version", () => {
    const { expr, labels } = rule("SeldonModelNotAvailable", { models: ["iris"] });
    const [, pattern = ""] = /model_internal=~"([^"]+)"/.exec(expr) ?? [];
    const matched = ["iris_1", "iris_12", "iris-2_1", "my-iris_1", "iris"].filter((name) =>
      new RegExp(`^(?:${pattern})$`).test(name),
    );
    assert.deepEqual(matched, ["iris_1", "iris_12"]);
    assert.equal(labels["model"], "iris");
  });

  it("count the restarts of server pods alone", () => {
    const [, pattern = ""] = /pod=~"([^"]+)"/.exec(rule("SeldonServerRestarts").expr) ?? [];
    const pods = ["mlserver-0", "triton-11", "seldon-envoy-5d8-x1", "seldon-scheduler-0"];
    assert.deepEqual(
      pods.filter((name) => new RegExp(`^(?:${pattern})$`).test(name)),
      ["mlserver-0", "triton-11"],
    );
  });

  it("also hold when the runtime was never made", () => {
    assert.match(
      rule("SeldonTenantNotReady").expr,
      /absent\(kube_statefulset_replicas\{namespace="team-a",statefulset="seldon-scheduler"\}\)/,
    );
  });

  it("leave out what a quota forbids altogether, which is always used up", () => {
    assert.match(rule("SeldonQuotaNearlyFull").expr, /type="hard"\} > 0\) > 0\.9$/);
  });
});
