import assert from "node:assert/strict";

import { localValues } from "../../commands/local-values";

const here = { kubeconfig: ".local/prod/kubeconfig", context: "local" };
const certificate = "-----BEGIN CERTIFICATE-----";

describe("what a stack file's values become on this machine", () => {
  it("is another cluster, and nothing else where there is no need", () => {
    const values = { cluster: { context: "prod", nodes: [] }, registry: { host: "harbor.test" } };
    assert.deepEqual(localValues(values, { ...here, harbor: "http://127.0.0.1:1" }), {
      values: { cluster: { nodes: [], ...here } },
      notes: [],
    });
  });

  it("has robots made by the stand-in for Harbor, whose CA is not the site's", () => {
    const robots = { username: "maker", caFile: "/etc/ca.crt", api: "https://harbor.test" };
    const registry = { host: "harbor.test", robots };
    const { values } = localValues({ registry }, { ...here, harbor: "http://127.0.0.1:1" });
    assert.deepEqual(values, {
      registry: {
        host: "harbor.test",
        robots: { username: "maker", caFile: undefined, api: "http://127.0.0.1:1" },
      },
    });
    assert.deepEqual(localValues({ registry }, here).values, {});
  });

  it("has certificates signed by a CA made here where the key of the given one is not here, and says so", () => {
    const certManager = { authority: "intermediate", intermediate: { certificate }, acme: {} };
    assert.deepEqual(localValues({ certManager }, here), {
      values: { certManager: { authority: "selfSigned", acme: {} } },
      notes: ["certManager.intermediate: its key is not here, so a CA made here signs instead"],
    });
    const own = { authority: "selfSigned" };
    assert.deepEqual(localValues({ certManager: own }, here), { values: {}, notes: [] });
  });
});
