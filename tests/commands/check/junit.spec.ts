import assert from "node:assert/strict";
import { junitOf } from "../../../commands/check/junit";
import { outcomeWith, RULES } from "./outcome";
import { elementsIn, only } from "./xml";

describe("check --format junit", () => {
  const parsed = (text?: string) => elementsIn(junitOf(outcomeWith(text), RULES));

  it("has a suite for each rule, one more for input that cannot be read, and counts what failed", () => {
    const suites = parsed().filter(({ tag }) => tag === "testsuite");
    assert.deepEqual(
      suites.map(({ attributes: { name, tests, failures, errors } }) => [
        name,
        tests,
        failures,
        errors,
      ]),
      [
        ["input", "1", "0", "1"],
        ["images-come-from-harbor", "1", "1", "0"],
        ["nothing-dangles", "1", "0", "0"],
        ["tls-stays-on", "1", "0", "0"],
      ],
    );
    assert.deepEqual(only(parsed(), "testsuites").attributes, {
      name: "seldon-platform",
      failures: "1",
      errors: "1",
    });
  });

  it("says in a failure which object, which field, where, and what to do", () => {
    const { attributes, text } = only(parsed(), "failure");
    assert.equal(attributes["type"], "images-come-from-harbor");
    assert.equal(
      attributes["message"],
      "v1 Pod team/web: spec.containers[0].image: plain. Mirror it.",
    );
    assert.match(text, /^in\/a b\.yaml:7:5\n/);
  });

  it("lets advice pass, with its words", () => {
    assert.match(only(parsed(), "system-out").text, /^advice: v1 Service team\/web: finds nobody/);
  });

  it("lets a rule without findings pass", () => {
    const cases = parsed().filter(({ tag }) => tag === "testcase");
    assert.equal(cases.at(-1)?.attributes["name"], "holds for 3 objects");
  });

  it("brings every character through, but for those that XML has no way to write", () => {
    const odd = `<a href="x">&amp;]]></a>'\n\r\t\u00e9\u{1F600}`;
    assert.ok(only(parsed(odd), "failure").attributes["message"]?.includes(odd));
    assert.ok(only(parsed(odd), "error").attributes["message"]?.includes(odd));
    const unwritable = "a\u0000b\u0007c\uFFFEd\uD800e";
    const { attributes } = only(parsed(unwritable), "failure");
    assert.ok(attributes["message"]?.includes("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"));
  });
});
