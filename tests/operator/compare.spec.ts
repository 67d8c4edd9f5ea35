import assert from "node:assert/strict";

import { unexplained } from "./additions";
import { compare } from "./compare";

describe("the comparison of model and recording", () => {
  it("calls a field wrong that the recording has otherwise or lacks", () => {
    const { wrong } = compare({ a: 1, b: { c: ["x", "y"] } }, { a: 2, b: { c: ["x"] } }, "Pod");
    assert.deepEqual(wrong, ["Pod.a: 1, recorded is 2", 'Pod.b.c[1]: "y", recorded is undefined']);
  });

  it("does not take a list for the same as an object or nothing", () => {
    assert.equal(compare({ a: [] }, { a: {} }, "Pod").wrong.length, 1);
    assert.equal(compare({ a: {} }, { a: [] }, "Pod").wrong.length, 1);
    assert.equal(compare({ a: {} }, {}, "Pod").wrong.length, 1);
  });

  it("lists what only the recording has, items of lists by their names", () => {
    const recorded = { spec: { priority: 0, volumes: [{ name: "a" }, { name: "b" }] } };
    const { wrong, added } = compare({ spec: { volumes: [{ name: "a" }] } }, recorded, "Pod");
    assert.deepEqual(wrong, []);
    assert.deepEqual(added.sort(), ["Pod.spec.priority=0", "Pod.spec.volumes[b]"]);
  });

  it("explains a token that admission mounts, and no other volume", () => {
    const [token, other] = ["Pod.spec.volumes[kube-api-access-x7k2p]", "Pod.spec.volumes[host]"];
    assert.deepEqual(unexplained([token, other]), [other]);
  });

  it("explains a Service type that is the default, and no other", () => {
    const [usual, open] = ['Service.spec.type="ClusterIP"', 'Service.spec.type="LoadBalancer"'];
    assert.deepEqual(unexplained([usual, open]), [open]);
  });
});
