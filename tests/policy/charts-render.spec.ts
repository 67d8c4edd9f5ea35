import assert from "node:assert/strict";
import { chartsRender } from "../../policy/rules/program/charts-render";
import { PROD } from "./objects";

const resource = (type: string, urn: string, parent?: string) => ({ type, urn, name: urn, parent });
const check = (resources: Parameters<typeof chartsRender.check>[0]) =>
  chartsRender.check(resources, PROD);
const POD = "kubernetes:core/v1:Pod";

describe("charts-render", () => {
  const packagings = [
    "kubernetes:helm.sh/v4:Chart",
    "kubernetes:helm.sh/v3:Chart",
    "kubernetes:yaml/v2:ConfigGroup",
    "kubernetes:yaml/v2:ConfigFile",
    "kubernetes:yaml:ConfigFile",
    "kubernetes:kustomize/v2:Directory",
  ];
  for (const type of packagings)
    it(`refuses a ${type} that shows no object, and accepts it with one`, () => {
      const other = [resource("pulumi:pulumi:Stack", "s"), resource(POD, "else", "s")];
      const [finding] = check([...other, resource(type, "chart", "s")]);
      assert.equal(finding?.urn, "chart");
      assert.match(finding.message, /^rendered no object/);
      assert.deepEqual(
        check([...other, resource(type, "chart", "s"), resource(POD, "pod", "chart")]),
        [],
      );
    });

  it("accepts a chart whose objects lie under a group of their own", () => {
    const nested = [
      resource("kubernetes:helm.sh/v4:Chart", "chart"),
      resource("kubernetes:yaml/v2:ConfigGroup", "group", "chart"),
      resource(POD, "pod", "group"),
    ];
    assert.deepEqual(check(nested), []);
    assert.equal(check(nested.slice(0, 2)).length, 2);
  });

  it("refuses a Helm release that could not be opened, whatever lies under it, and accepts one that was", () => {
    const release = resource("kubernetes:helm.sh/v3:Release", "r");
    const hidden = { message: "its chart comes from a repository", remedy: "Give it a file." };
    const below = resource(POD, "p", "r");
    assert.deepEqual(check([{ ...release, hidden }, below]), [
      {
        urn: "r",
        path: "",
        message: "hides its objects: its chart comes from a repository",
        remedy: "Give it a file.",
      },
    ]);
    assert.deepEqual(check([release]), []);
  });
});
