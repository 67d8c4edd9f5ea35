import assert from "node:assert/strict";
import { deployment, findingsOf, seldon } from "../../objects";
import { siteOf } from "./site";

const RULE = "pods-stay-on-enforcing-nodes";
const told = (podSpec: object, site = siteOf({})) =>
  findingsOf(RULE, [deployment(podSpec)], site).map(({ path }) =>
    path.replace(/^.*?spec\.spec\.|spec\.template\.spec\./, ""),
  );
const affinity = (operator: string, key: string) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator }] }],
      },
    },
  },
});

describe(RULE, () => {
  it("refuses a node by name, and accepts one by label", () => {
    assert.deepEqual(told({ nodeName: "worker-7" }), ["nodeName"]);
    assert.deepEqual(told({ nodeSelector: { "kubernetes.io/hostname": "worker-7" } }), []);
  });

  it("accepts the name that the scheduler wrote: nothing can be made with a resourceVersion", () => {
    const pod = { apiVersion: "v1", kind: "Pod", spec: { nodeName: "worker-7" } };
    assert.deepEqual(
      findingsOf(RULE, [{ ...pod, metadata: { resourceVersion: "7", uid: "1" } }]),
      [],
    );
    assert.equal(findingsOf(RULE, [{ ...pod, metadata: { name: "a" } }]).length, 1);
  });

  it("refuses a toleration of everything, and accepts one of a key", () => {
    for (const toleration of [{ operator: "Exists" }, { operator: "Exists", effect: "NoSchedule" }])
      assert.deepEqual(told({ tolerations: [toleration] }), ["tolerations[0]"]);
    assert.deepEqual(told({ tolerations: [{ key: "gpu", operator: "Exists" }] }), []);
    const server = seldon("Server", { podSpec: { tolerations: [{ operator: "Exists" }] } });
    assert.equal(findingsOf(RULE, [server]).length, 1);
  });

  it("accepts a node agent of the site that has to be everywhere, and no other", () => {
    const everywhere = (name: string) =>
      siteOf({ nodeAgents: [{ namespace: "team", name, needs: ["everyNode"] }] });
    const tolerations = [{ operator: "Exists" }];
    assert.deepEqual(told({ tolerations }, everywhere("web")), []);
    assert.equal(told({ tolerations }, everywhere("other")).length, 1);
  });

  it("refuses whatever leads to nodes where nobody enforces policies", () => {
    const key = "virtual-kubelet.io/provider";
    assert.equal(told({ tolerations: [{ key, operator: "Exists" }] }).length, 1);
    assert.equal(told({ nodeSelector: { [key]: "x" } }).length, 1);
    assert.equal(told(affinity("In", key)).length, 1);
    assert.deepEqual(told(affinity("DoesNotExist", key)), []);
    assert.deepEqual(told(affinity("In", "zone")), []);
  });

  it("takes the keys of such nodes from the site", () => {
    const site = siteOf({ unenforcedNodes: ["pool"] });
    assert.equal(told({ nodeSelector: { pool: "edge" } }, site).length, 1);
    assert.deepEqual(told({ nodeSelector: { pool: "edge" } }), []);
  });
});
