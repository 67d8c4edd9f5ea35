import assert from "node:assert/strict";

import type { LiveNamespace } from "../../cluster/namespaces";
import { tenantProblems, type Lives } from "../../lifecycle/tenants";

const live = (name: string, change: Partial<LiveNamespace> = {}): LiveNamespace => ({
  name,
  stack: "prod",
  deletion: undefined,
  ...change,
});
const item = (name: string, retire = false) => ({ name, retire });
const problems = (tenants: Lives["tenants"], namespaces: readonly LiveNamespace[]) =>
  tenantProblems({ stack: "prod", tenants, namespaces, kubectl: "kubectl --context prod" });

describe("the tenants of a stack beside the namespaces of its cluster", () => {
  it("are accepted on an empty cluster, and beside namespaces that are nobody's", () => {
    assert.deepEqual(problems([item("a"), item("b")], []), []);
    assert.deepEqual(problems([item("a")], [live("kube-system", { stack: undefined })]), []);
  });

  it("are accepted as they were applied before", () => {
    assert.deepEqual(problems([item("a"), item("b")], [live("a"), live("b")]), []);
  });

  it("are refused when one is missing that was not retired, with the two steps of a removal", () => {
    assert.deepEqual(problems([item("a")], [live("a"), live("b")]), [
      'seldon-platform:tenants: no longer names "b", which was not retired; ' +
        'write the item back with retire: true, run pulumi up, and remove it when namespace "b" is gone; ' +
        "if this stack's state does not hold that namespace any more, run: kubectl --context prod label namespace b seldon-platform/stack-",
    ]);
  });

  it("are accepted when the one that is missing was retired and is gone", () => {
    assert.deepEqual(problems([item("a")], [live("a")]), []);
  });

  it("leave the tenants of another stack alone", () => {
    assert.deepEqual(problems([item("a")], [live("a"), live("b", { stack: "dev" })]), []);
  });

  it("are refused when one is renamed, which is said to be a removal and an addition", () => {
    const [problem, ...others] = problems([item("a"), item("c")], [live("a"), live("b")]);
    assert.deepEqual(others, []);
    assert.match(
      problem ?? "",
      /no longer names "b", which was not retired \(renaming is a removal and an addition: nothing of "b" would move to "c"\); write/,
    );
  });

  it("say nothing of a new name where the only other item without a namespace is retired", () => {
    const [problem] = problems([item("a"), item("c", true)], [live("a"), live("b")]);
    assert.match(problem ?? "", /no longer names "b", which was not retired; write/);
  });

  it("are refused when an item is removed while its namespace is still being deleted", () => {
    const dying = live("b", { deletion: ["Some content remains: models has 1 instance."] });
    assert.deepEqual(problems([item("a")], [live("a"), dying]), [
      'seldon-platform:tenants: no longer names "b", whose namespace is still being deleted ' +
        "(Some content remains: models has 1 instance); " +
        'write the item back with retire: true, run pulumi up, and remove it when namespace "b" is gone',
    ]);
  });

  it("are refused when a name is taken by a namespace that no stack made, with the way to hand it over", () => {
    assert.deepEqual(problems([item("a"), item("b")], [live("b", { stack: undefined })]), [
      'seldon-platform:tenants[1].name: "b" is the name of a namespace that this stack has not made, ' +
        "and that would be deleted with the tenant; choose another name, or, if all that it holds is this tenant's, " +
        "hand it over: kubectl --context prod label namespace b seldon-platform/stack=prod",
    ]);
  });

  it("are refused when a name is taken by another stack, which has to retire it first", () => {
    assert.deepEqual(problems([item("b")], [live("b", { stack: "dev" })]), [
      'seldon-platform:tenants[0].name: "b" is the name of a namespace of stack "dev"; ' +
        "choose another name, or retire it there first",
    ]);
  });

  it("are refused while a namespace is being deleted underneath, unless that is what is wanted", () => {
    const dying = live("a", { deletion: [] });
    assert.deepEqual(problems([item("a")], [dying]), [
      'seldon-platform:tenants[0].name: "a" is being deleted on the cluster; wait until it is gone, ' +
        "then run pulumi up, which makes it anew",
    ]);
    assert.deepEqual(problems([item("a", true)], [dying]), []);
  });

  it("are told all that is wrong with them at once", () => {
    const found = problems(
      [item("a"), item("c")],
      [live("a", { stack: undefined }), live("b"), live("d")],
    );
    assert.equal(found.length, 3);
  });
});
