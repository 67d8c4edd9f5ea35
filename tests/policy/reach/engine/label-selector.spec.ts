import assert from "node:assert/strict";

import { LabelSelector } from "../../../../policy/reach/policies/label-selector";
import { StrictField } from "../../../../policy/reach/policies/strict-field";
import { UnreadablePolicy } from "../../../../policy/reach/policies/unreadable-policy";

const read = (value: unknown) => LabelSelector.read(new StrictField(value, "spec.podSelector"));
const expression = (operator: string, ...values: string[]) => ({ key: "app", operator, values });
const expressions = (...matchExpressions: object[]) => read({ matchExpressions });

describe("a label selector", () => {
  it("selects everything where it asks for nothing, in each of the ways to write that", () => {
    for (const empty of [{}, { matchLabels: {} }, { matchExpressions: [] }, { matchLabels: null }])
      assert.ok(read(empty).matches({}), JSON.stringify(empty));
  });

  it("selects what lacks the label by NotIn and DoesNotExist, never by In and Exists", () => {
    assert.ok(expressions(expression("NotIn", "web")).matches({}));
    assert.ok(expressions(expression("DoesNotExist")).matches({}));
    assert.ok(!expressions(expression("In", "web")).matches({}));
    assert.ok(!expressions(expression("Exists")).matches({}));
  });

  it("takes an empty value for a value, and no inherited property for a label", () => {
    assert.ok(read({ matchLabels: { app: "" } }).matches({ app: "" }));
    assert.ok(expressions({ key: "toString", operator: "DoesNotExist" }).matches({}));
  });

  it("knows the values that it bounds a label to", () => {
    const bounds = (...all: object[]) => expressions(...all).valuesFor("app");
    assert.deepEqual(read({ matchLabels: { app: "web" } }).valuesFor("app"), new Set(["web"]));
    assert.deepEqual(
      bounds(expression("In", "a", "b", "c"), expression("In", "b", "c"), expression("NotIn", "c")),
      new Set(["b"]),
    );
    for (const open of [expression("NotIn", "a"), expression("Exists"), expression("DoesNotExist")])
      assert.equal(bounds(open), undefined);
    assert.equal(read({ matchLabels: { tier: "a" } }).valuesFor("app"), undefined);
  });

  it("knows whether what it selects must have a label", () => {
    assert.ok(expressions(expression("In", "a")).requires("app"));
    assert.ok(expressions(expression("Exists")).requires("app"));
    assert.ok(!expressions(expression("NotIn", "a")).requires("app"));
    assert.ok(!expressions(expression("Exists")).requires("tier"));
  });

  it("is the same in whatever order it is written", () => {
    const one = read({ matchLabels: { a: "1", b: "2" } });
    assert.equal(one.text, read({ matchLabels: { b: "2", a: "1" } }).text);
    assert.notEqual(one.text, read({ matchLabels: { a: "1", b: "1" } }).text);
  });

  const refused: [string, unknown, string][] = [
    ["an unknown field", { matchLabel: { app: "web" } }, "spec.podSelector.matchLabel"],
    [
      "an unknown operator",
      { matchExpressions: [expression("Equals", "web")] },
      "spec.podSelector.matchExpressions[0].operator",
    ],
    [
      "In without values",
      { matchExpressions: [expression("In")] },
      "spec.podSelector.matchExpressions[0].values",
    ],
    [
      "Exists with values",
      { matchExpressions: [expression("Exists", "web")] },
      "spec.podSelector.matchExpressions[0].values",
    ],
    [
      "an expression without a key",
      { matchExpressions: [{ operator: "Exists" }] },
      "spec.podSelector.matchExpressions[0].key",
    ],
    ["a number for a value", { matchLabels: { app: 1 } }, "spec.podSelector.matchLabels.app"],
    [
      "a value that no label can have",
      { matchLabels: { app: "a b" } },
      "spec.podSelector.matchLabels.app",
    ],
    [
      "a name that no label can have",
      { matchLabels: { "a/b/c": "1" } },
      'spec.podSelector.matchLabels["a/b/c"]',
    ],
    ["labels as a list", { matchLabels: ["app"] }, "spec.podSelector.matchLabels"],
    ["text for a selector", "app=web", "spec.podSelector"],
  ];
  for (const [what, value, path] of refused)
    it(`refuses ${what}, and says where`, () => {
      assert.throws(
        () => read(value),
        (error) => error instanceof UnreadablePolicy && error.path === path && error.remedy !== "",
      );
    });

  it("takes what stands beside what it refuses", () => {
    const good = read({
      matchLabels: { app: "web", "example.org/name.of_it": "1" },
      matchExpressions: [expression("In", "web"), { key: "app", operator: "Exists" }],
    });
    assert.ok(good.matches({ app: "web", "example.org/name.of_it": "1" }));
  });
});
