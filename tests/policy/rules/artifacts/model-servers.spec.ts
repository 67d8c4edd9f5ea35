import assert from "node:assert/strict";
import { configMap, deployment, DEV, findingsOf, seldon } from "../../objects";

const OFFLINE = [
  { name: "HF_HUB_OFFLINE", value: "1" },
  { name: "TRANSFORMERS_OFFLINE", value: "1" },
];
const server = (fields: object) =>
  seldon("ServerConfig", {
    podSpec: { containers: [{ name: "mlserver", env: OFFLINE, ...fields }] },
  });
const model = (name: string, value: string) =>
  seldon("Model", { storageUri: "s3://a/b", parameters: [{ name, value }] });

describe("models-name-no-hub", () => {
  const found = (...objects: unknown[]) => findingsOf("models-name-no-hub", objects);

  const places: [string, (value: string) => unknown][] = [
    ["a Model's parameters", (value) => model("pretrained_model", value)],
    ["a tokenizer", (value) => model("pretrained_tokenizer", value)],
    [
      "model-settings in a ConfigMap",
      (value) =>
        configMap({
          "model-settings.json": JSON.stringify({
            parameters: { extra: { pretrained_model: value } },
          }),
        }),
    ],
    [
      "a variable of MLServer",
      (value) =>
        server({
          env: [...OFFLINE, { name: "MLSERVER_MODEL_HUGGINGFACE_PRETRAINED_MODEL", value }],
        }),
    ],
    ["a flag", (value) => server({ args: [`--model-id=${value}`] })],
    ["a flag in two parts", (value) => server({ args: ["--model_id", value] })],
    ["a variable of others", (value) => server({ env: [...OFFLINE, { name: "MODEL_ID", value }] })],
  ];
  for (const [place, make] of places)
    it(`reads ${place}`, () => {
      const [finding, ...rest] = found(make("org/model"));
      assert.deepEqual(rest, []);
      assert.match(finding?.message ?? "", /names a model, not a path/);
      assert.doesNotMatch(finding?.message ?? "", /org\/model/);
      assert.deepEqual(found(make("/mnt/models/model")), []);
      assert.deepEqual(found(make("./model")), []);
    });

  it("refuses the address of a hub where a model is meant, and accepts paths and hosts inside", () => {
    const inSettings = (uri: string) =>
      configMap({ "model-settings.json": JSON.stringify({ parameters: { uri } }) });
    for (const make of [(uri: string) => model("uri", uri), inSettings]) {
      for (const uri of ["hf://gpt2", "HF://org/model", "https://HuggingFace.co./gpt2"])
        assert.match(found(make(uri))[0]?.message ?? "", /leads to a public hub/, uri);
      for (const uri of ["./model", "/mnt/models/x", "https://huggingface.co.team.svc/gpt2"])
        assert.deepEqual(found(make(uri)), [], uri);
    }
  });

  it("leaves other settings of that name alone", () => {
    assert.deepEqual(found(model("threshold", "0.5"), configMap({ MODEL_ID: "fraud" })), []);
  });

  it("wants both switches on each model server, and on nothing beside it", () => {
    const [one, other] = OFFLINE;
    const states = (env: object[]) => found(server({ env })).map(({ message }) => message);
    assert.equal(states([]).length, 2);
    assert.match(states([one ?? {}])[0] ?? "", /^TRANSFORMERS_OFFLINE is missing/);
    assert.match(
      states([{ name: "HF_HUB_OFFLINE", value: "0" }, other ?? {}])[0] ?? "",
      /does not say 1/,
    );
    assert.deepEqual(states(OFFLINE), []);
    assert.deepEqual(states([{ name: "HF_HUB_OFFLINE", value: "true" }, other ?? {}]), []);
    const beside = { podSpec: { containers: [{ name: "agent" }, { name: "rclone" }] } };
    assert.deepEqual(found(seldon("ServerConfig", beside)), []);
  });

  it("takes a Server for a part that may switch back on, and no more", () => {
    const part = (env: object[]) =>
      seldon("Server", { podSpec: { containers: [{ name: "mlserver", env }] } });
    assert.deepEqual(found(part([])), []);
    assert.equal(found(part([{ name: "HF_HUB_OFFLINE", value: "0" }])).length, 1);
    const twice = [...OFFLINE, { name: "HF_HUB_OFFLINE", value: "0" }];
    assert.equal(found(part(twice)).length, 1);
  });

  it("knows model servers by their image", () => {
    const pod = (image: string) => found(deployment({ containers: [{ name: "c", image }] })).length;
    assert.deepEqual([pod("harbor.local/x/vllm-openai:1"), pod("harbor.local/vllm/web:1")], [2, 0]);
  });

  it("is advice in dev", () => {
    const findings = findingsOf("models-name-no-hub", [server({ env: [] })], DEV);
    assert.deepEqual(
      findings.map(({ advice }) => advice),
      [true, true],
    );
  });
});

describe("environments-are-baked-in", () => {
  const found = (...objects: unknown[]) => findingsOf("environments-are-baked-in", objects);

  const refused: [string, unknown, string][] = [
    ["a tarball", model("environment_tarball", "./env.tar.gz"), "spec.parameters[0].value"],
    [
      "an environment by URL",
      model("environment_path", "https://x.team.svc/env"),
      "spec.parameters[0].value",
    ],
    [
      "an environment that is packed",
      model("environment_path", "./env.tar.gz"),
      "spec.parameters[0].value",
    ],
    [
      "a tarball in model-settings",
      configMap({ a: '{"parameters":{"environment_tarball":"x"}}' }),
      "data.a > parameters.environment_tarball",
    ],
    [
      "pip as a command",
      server({ command: ["pip", "install", "x"] }),
      "spec.podSpec.containers[0].command",
    ],
    [
      "pip in a shell",
      server({ args: ["-c", "cd /x && /usr/bin/pip3 -q install x; mlserver"] }),
      "spec.podSpec.containers[0].args",
    ],
    [
      "python -m pip",
      server({ args: ["python -m pip install x"] }),
      "spec.podSpec.containers[0].args",
    ],
    [
      "conda env create",
      server({ args: ["conda env create -f x.yaml"] }),
      "spec.podSpec.containers[0].args",
    ],
    [
      "mamba in a hook",
      server({ lifecycle: { postStart: { exec: { command: ["mamba", "install", "x"] } } } }),
      "spec.podSpec.containers[0].lifecycle.postStart",
    ],
    [
      "an index of packages",
      server({ env: [{ name: "PIP_INDEX_URL", value: "x" }] }),
      "spec.podSpec.containers[0].env[0]",
    ],
  ];
  for (const [what, object, path] of refused)
    it(`refuses ${what}`, () => {
      assert.deepEqual(
        found(object).map((finding) => finding.path),
        [path],
      );
    });

  const accepted: [string, unknown][] = [
    ["an environment in the image", model("environment_path", "/opt/environment")],
    ["a server that only starts", server({ command: ["mlserver", "start", "/mnt/agent/models"] })],
    ["words that only resemble", server({ args: ["--pipeline=installed", "pip-audit"] })],
    [
      "pip in a Job, which is no model server",
      deployment({ containers: [{ name: "c", args: ["pip install x"] }] }),
    ],
  ];
  for (const [what, object] of accepted)
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(object), []);
    });
});
