import assert from "node:assert/strict";
import { parse } from "yaml";

import { valueAt, valueLeaves } from "./default-values";
import { unknownKeys, type AlsoRead } from "./known-keys";
import { realData } from "./real-data";
import { StandIn } from "./stand-in";

const setup = new StandIn("seldon-core-v2-setup");

const alsoRead: readonly AlsoRead[] = [
  {
    path: "controller.watchNamespaces",
    source: "Seldon's template: the variable WATCH_NAMESPACES",
  },
  {
    path: "controller.skipClusterRoleCreation",
    source: "Seldon's template: round the ClusterRole",
  },
];

/** In both values files, read by neither chart. */
const readByNothing = ["skipOperatorClusterRoleCreation"];

describe("the values of the setup stand-in", () => {
  it("are all read by a template", () => {
    const { values, templates } = setup;
    const keys = valueLeaves(values, ["annotations", "securityContext"]).map(
      ([path]) => path.at(-1) ?? "",
    );
    const unread = keys.filter((key) => !new RegExp(`\\.${key}\\b`).test(templates));
    assert.deepEqual(unread, readByNothing);
  });

  describe("beside those of Seldon's chart", () => {
    let real: object;
    before(function () {
      real = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as object;
    });

    it("have no key that Seldon's chart does not read", () => {
      assert.deepEqual(unknownKeys(setup.values, real, alsoRead), []);
    });

    it("list no key as unnamed that Seldon's values file names", () => {
      const paths = alsoRead.map(({ path }) => path).sort();
      assert.deepEqual(unknownKeys(setup.values, real, []), paths);
    });

    it("have the same defaults", () => {
      const listed = new Set(alsoRead.map(({ path }) => path));
      for (const [path, value] of valueLeaves(setup.values))
        if (!listed.has(path.join(".")))
          assert.deepEqual(value, valueAt(real, path), path.join("."));
    });
  });
});
