import assert from "node:assert/strict";

import { iris, served, unserved } from "./serving-stack";

const mlserver =
  "mlserver: mlserver, alibi-detect, alibi-explain, huggingface, lightgbm, mlflow, python, sklearn, spark-mlib, xgboost";
const triton = "triton: triton, dali, fil, onnx, openvino, python, pytorch, tensorflow, tensorrt";
const both = { servers: [{ name: "mlserver" }, { name: "triton", type: "triton" }] };
const requiring = (...requirements: string[]) => ({ models: [iris({ requirements })] });

describe("the requirements of a model", () => {
  const near = [
    ["scikit-learn", "sklearn"],
    ["SKLearn", "sklearn"],
    ["xgbost", "xgboost"],
    ["transformers", "huggingface"],
    ["spark-mllib", "spark-mlib"],
  ] as const;
  for (const [word, meant] of near)
    it(`are refused as ${word}, and ${meant} is near`, () => {
      assert.deepEqual(unserved(requiring(word)), [
        `models[0].requirements[0]: "${word}" is nothing that a server here can do; did you mean ${meant}? (${mlserver})`,
      ]);
      served(requiring(meant));
    });

  it("say which type of server is missing", () => {
    assert.deepEqual(unserved(requiring("torch")), [
      `models[0].requirements[0]: "torch" is nothing that a server here can do; pytorch needs a server of type triton (${mlserver})`,
    ]);
    served({ ...requiring("pytorch"), ...both });
  });

  it("are refused where nobody can do them, and every one is named", () => {
    assert.deepEqual(unserved(requiring("cobol", "sklearn", "fortran")), [
      `models[0].requirements[0]: "cobol" is nothing that a server here can do; change it, or write it under the server's extraCapabilities (${mlserver})`,
      `models[0].requirements[2]: "fortran" is nothing that a server here can do; change it, or write it under the server's extraCapabilities (${mlserver})`,
    ]);
    served({
      ...requiring("cobol", "sklearn", "fortran"),
      servers: [{ name: "mlserver", extraCapabilities: ["cobol", "fortran"] }],
    });
  });

  it("are held against servers that can do the same as against one", () => {
    const servers = [{ name: "a" }, { name: "b" }];
    assert.deepEqual(unserved({ ...requiring("scikit-learn"), servers }), [
      `models[0].requirements[0]: "scikit-learn" is nothing that a server here can do; did you mean sklearn? (a, b${mlserver.replace("mlserver", "")})`,
    ]);
  });

  it("are all those of one server, not half of each of two", () => {
    assert.deepEqual(unserved({ ...requiring("sklearn", "pytorch"), ...both }), [
      `models[0].requirements: ["sklearn","pytorch"] is more than any one server can do, and a model goes to one; choose from one server (${mlserver}; ${triton})`,
    ]);
    served({ ...requiring("python", "pytorch"), ...both });
  });

  it("count the model's type, as Seldon does", () => {
    assert.deepEqual(unserved({ models: [iris({ modelType: "sklean" })] }), [
      `models[0].modelType: "sklean" is nothing that a server here can do; did you mean sklearn? (${mlserver})`,
    ]);
    served({ models: [iris({ modelType: "sklearn" })] });
  });

  it("are not guessed for somebody else's ServerConfig", () => {
    const theirs = { name: "big", serverConfig: "gpu-big" };
    assert.deepEqual(unserved({ servers: [theirs] }), [
      "models[0].requirements: [\"sklearn\"] is not known to fit server big, whose image or ServerConfig is not Seldon's own; write that server's capabilities",
    ]);
    served({ servers: [{ ...theirs, capabilities: ["sklearn"] }] });
    served({ servers: [theirs, { name: "mlserver" }] });
  });

  it("are held against a server's own list where it has one", () => {
    assert.deepEqual(unserved({ servers: [{ name: "small", capabilities: ["onnx"] }] }), [
      'models[0].requirements[0]: "sklearn" is nothing that a server here can do; sklearn needs a server of type mlserver (small: onnx)',
    ]);
  });
});

describe("the server of a model", () => {
  it("is one of the tenant's", () => {
    assert.deepEqual(unserved({ models: [iris({ server: "mlsever" })] }), [
      'models[0].server: "mlsever" is no server of this tenant; did you mean mlserver? (known: mlserver)',
    ]);
    served({ models: [iris({ server: "mlserver" })] });
  });

  it("must itself have what is required, although another has it", () => {
    assert.deepEqual(unserved({ ...both, models: [iris({ server: "triton" })] }), [
      `models[0].requirements[0]: "sklearn" is nothing that a server here can do; sklearn needs a server of type mlserver (${triton})`,
    ]);
    served({ ...both, models: [iris({ server: "mlserver" })] });
  });

  it("is there at all", () => {
    const [line] = unserved({ servers: [] });
    assert.match(
      line ?? "",
      /^models: \[.* is without a server to load into; add one, as in servers: \[\{ name: mlserver \}\]$/,
    );
    served({ servers: [], models: [] });
  });

  it("is not looked for in a tenant that only trains", () => {
    const serving = { name: "team-b" };
    const training = { ...trainer, models: [iris()] };
    const lines = unserved({}, { tenants: [serving, training] });
    assert.match(
      lines.find((line) => line.startsWith("tenants[1].models:")) ?? "",
      / is for tenants that serve, and this one is of kind training; remove models, or the kind$/,
    );
    served({}, { tenants: [serving, trainer] });
  });

  it("has as many replicas as the model has", () => {
    const many =
      "and a server's replica loads a model once; give the server more replicas or maxReplicas";
    assert.deepEqual(unserved({ models: [iris({ replicas: 2 })] }), [
      `models[0].replicas: 2 is more than the 1 of mlserver, ${many}`,
    ]);
    assert.deepEqual(unserved({ models: [iris({ maxReplicas: 3 })] }), [
      `models[0].maxReplicas: 3 is more than the 1 of mlserver, ${many}`,
    ]);
    const models = [iris({ replicas: 2 })];
    served({ models, servers: [{ name: "mlserver", replicas: 2 }] });
    served({ models, servers: [{ name: "mlserver", minReplicas: 1, maxReplicas: 2 }] });
  });
});

const trainer = {
  name: "team-a",
  kind: "training",
  storage: [{ scheme: "s3", endpoint: "https://minio.test:9000" }],
};
