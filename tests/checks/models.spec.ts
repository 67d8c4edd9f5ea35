import assert from "node:assert/strict";

import { iris, served, unserved } from "./serving-stack";

const refused = (...models: Record<string, unknown>[]) => unserved({ models: models.map(iris) });
const accepts = (...models: Record<string, unknown>[]) => served({ models: models.map(iris) });
const bigServer = { servers: [{ name: "mlserver", minReplicas: 1, maxReplicas: 9 }] };
const metric = { name: "infer_rps", averageValue: "3" };

describe("the names of models", () => {
  it("differ within a tenant", () => {
    assert.deepEqual(refused({}, { name: "b" }, {}), [
      'models[2].name: "iris" is the name of model 1 already; remove one of the two',
    ]);
  });

  it("may differ in one letter", () => {
    assert.equal(accepts({}, { name: "iris2" }).tenants[0]?.models.length, 2);
  });
});

describe("the memory of a model", () => {
  for (const memory of ["1.5Gi", "500m", "0.5", ".5Mi", "1.2345k"])
    it(`is refused as ${memory}, which Seldon cannot count in bytes`, () => {
      assert.deepEqual(refused({ memory }), [
        `models[0].memory: "${memory}" is no whole number of bytes to Seldon; write it without fraction, as in 512Mi or 1500M`,
      ]);
    });

  for (const memory of ["1Gi", "1.5G", "3M", "100000", ".5k", 100000])
    it(`is accepted as ${String(memory)}`, () => {
      assert.equal(accepts({ memory }).tenants[0]?.models[0]?.memory, String(memory));
    });
});

describe("the replicas of a model", () => {
  const numbers = (change: Record<string, unknown>) =>
    unserved({ models: [iris(change)], ...bigServer });
  const fine = (change: Record<string, unknown>) =>
    served({ models: [iris(change)], ...bigServer });

  it("are not below the least", () => {
    assert.deepEqual(numbers({ replicas: 1, minReplicas: 2 }), [
      "models[0].replicas: 1 is less than minReplicas, 2; change one of the two",
    ]);
  });

  it("are not above the most", () => {
    assert.deepEqual(numbers({ replicas: 4, maxReplicas: 3 }), [
      "models[0].replicas: 4 is more than maxReplicas, 3; change one of the two",
    ]);
  });

  it("have a least that is not above the most", () => {
    assert.deepEqual(numbers({ minReplicas: 3, maxReplicas: 2 }), [
      "models[0].minReplicas: 3 is more than maxReplicas, 2; change one of the two",
    ]);
  });

  it("may be the least and the most at once", () => {
    fine({ replicas: 2, minReplicas: 2, maxReplicas: 2 });
  });

  it("have one owner: Seldon by least and most, or an autoscaler", () => {
    const autoscaling = { maxReplicas: 3, metric };
    assert.deepEqual(numbers({ autoscaling, minReplicas: 1 }), [
      `models[0].autoscaling: ${JSON.stringify(autoscaling)} is beside minReplicas or maxReplicas, by which Seldon would scale the model as well; remove one of the two`,
    ]);
    fine({ autoscaling });
  });

  it("stay within the autoscaler's own bounds", () => {
    const autoscaling = { minReplicas: 2, maxReplicas: 3, metric };
    assert.deepEqual(numbers({ autoscaling, replicas: 1 }), [
      "models[0].replicas: 1 is less than autoscaling.minReplicas, 2; change one of the two",
    ]);
    assert.deepEqual(numbers({ autoscaling, replicas: 4 }), [
      "models[0].replicas: 4 is more than autoscaling.maxReplicas, 3; change one of the two",
    ]);
    assert.deepEqual(numbers({ autoscaling: { ...autoscaling, minReplicas: 4 } }), [
      "models[0].autoscaling.minReplicas: 4 is more than autoscaling.maxReplicas, 3; change one of the two",
    ]);
    fine({ autoscaling, replicas: 3 });
  });
});
