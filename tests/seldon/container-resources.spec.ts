import assert from "node:assert/strict";

import { Resources } from "../../schema/kubernetes";
import { completeResources } from "../../seldon/container-resources";

const usual = {
  requests: { cpu: "200m", memory: "1Gi" },
  limits: { cpu: "1", memory: "1Gi" },
};
const of = (given: object) => completeResources(usual, Resources.parse(given));

describe("a container's resources", () => {
  it("are the usual ones where nothing is given", () => {
    assert.deepEqual(of({}), usual);
  });

  it("are what is given, where all is", () => {
    const given = {
      requests: { cpu: "2", memory: "3Gi" },
      limits: { cpu: "4", memory: "5Gi" },
    };
    assert.deepEqual(of(given), given);
  });

  it("allow at least as much CPU as is asked for, and the usual limit at least", () => {
    assert.equal(of({ requests: { cpu: 3 } }).limits.cpu, "3");
    assert.equal(of({ requests: { cpu: "900m" } }).limits.cpu, "1");
  });

  it("ask for no more CPU than is allowed", () => {
    assert.equal(of({ limits: { cpu: "150m" } }).requests.cpu, "150m");
    assert.equal(of({ limits: { cpu: "250m" } }).requests.cpu, "200m");
  });

  it("have memory that is given once for both, since Seldon places models by the request", () => {
    const both = { request: "4Gi", limit: "4Gi" };
    for (const given of [{ requests: { memory: "4Gi" } }, { limits: { memory: "4Gi" } }]) {
      const { requests, limits } = of(given);
      assert.deepEqual({ request: requests.memory, limit: limits.memory }, both);
    }
  });

  it("are written as Kubernetes writes them back", () => {
    const { requests, limits } = of({ requests: { cpu: 0.5, memory: "1.5Gi" } });
    assert.deepEqual(
      [requests, limits],
      [
        { cpu: "500m", memory: "1536Mi" },
        { cpu: "1", memory: "1536Mi" },
      ],
    );
  });
});
