import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { configMap, deployment, findingsOf, PROD, seldon } from "../../objects";

const site = siteFrom({
  environment: "prod",
  imageHosts: ["harbor.local"],
  hosts: ["store.corp.local"],
  artifacts: { remotes: ["s3", "private"] },
});
const found = (...objects: unknown[]) => findingsOf("artifacts-come-from-inside", objects, site);
const model = (spec: object) => seldon("Model", spec);
const container = (fields: object) => deployment({ containers: [{ name: "c", ...fields }] });
const kserve = (kind: string, spec: object) => ({
  apiVersion: "serving.kserve.io/v1beta1",
  kind,
  metadata: { name: "it", namespace: "team" },
  spec,
});

describe("artifacts-come-from-inside", () => {
  const refused: [string, RegExp][] = [
    ["gs://seldon-models/iris", /leads to Google's storage \(gs:\)/],
    ["GS://seldon-models/iris", /Google's storage/],
    ["azureblob://container/iris", /Azure's storage/],
    ["hf://org/model", /Hugging Face's hub/],
    ["https://storage.googleapis.com/x", /leads to storage\.googleapis\.com/],
    ["http://user:word@evil.com/x", /leads to evil\.com/],
    ["https://store.corp.local.evil.com/x", /does not lie inside/],
    ["sftp://1.2.3.4/x", /leads to 1\.2\.3\.4/],
    [":s3,provider=AWS:bucket/x", /writes an rclone remote into the URI/],
    [":gcs:bucket/x", /writes an rclone remote into the URI/],
    ["s3,endpoint='https://evil.com':bucket/x", /writes an rclone remote into the URI/],
    ["other:bucket/x", /the rclone remote other, which the site does not list/],
    ["other://bucket/x", /the rclone remote other/],
  ];
  for (const [storageUri, words] of refused)
    it(`refuses a Model at ${storageUri}`, () => {
      const [finding, ...rest] = found(model({ storageUri }));
      assert.deepEqual(rest, []);
      assert.equal(finding?.path, "spec.storageUri");
      assert.match(finding.message, words);
      assert.match(finding.remedy, /store inside/);
      assert.doesNotMatch(finding.message, /word@/);
    });

  const accepted = [
    "s3://models/iris",
    "s3:models/iris",
    "private://models/iris",
    "file:///mnt/models",
    "/mnt/models",
    "./iris",
    "https://store.corp.local/x",
    "http://minio.team.svc:9000/x",
  ];
  for (const storageUri of accepted)
    it(`accepts a Model at ${storageUri}`, () => {
      assert.deepEqual(found(model({ storageUri, schemaUri: storageUri })), []);
    });

  it("lists s3 alone where the site says nothing", () => {
    const at = (storageUri: string) =>
      findingsOf("artifacts-come-from-inside", [model({ storageUri })], PROD).length;
    assert.deepEqual([at("s3://a/b"), at("private://a/b")], [0, 1]);
  });

  const places: [string, (uri: string) => unknown][] = [
    ["schemaUri", (uri) => model({ storageUri: "s3://a/b", schemaUri: uri })],
    ["an explainer", (uri) => model({ storageUri: "s3://a/b", explainer: { storageUri: uri } })],
    ["a Model's parameters", (uri) => model({ parameters: [{ name: "uri", value: uri }] })],
    ["a variable", (uri) => container({ env: [{ name: "SOURCE", value: uri }] })],
    ["arguments", (uri) => container({ args: ["--from", uri] })],
    ["YAML in a ConfigMap", (uri) => configMap({ a: `models:\n  - at: ${uri}\n` })],
    ["base64", (uri) => configMap({ a: Buffer.from(`at: ${uri}/`).toString("base64") })],
    [
      "an InferenceService",
      (uri) => kserve("InferenceService", { predictor: { model: { storageUri: uri } } }),
    ],
    [
      "an old InferenceService",
      (uri) => kserve("InferenceService", { predictor: { sklearn: { storageUri: uri } } }),
    ],
    [
      "a ClusterStorageContainer",
      (uri) => kserve("ClusterStorageContainer", { supportedUriFormats: [{ prefix: uri }] }),
    ],
    [
      "a ServingRuntime",
      (uri) => kserve("ServingRuntime", { containers: [{ name: "c", args: [`--model=${uri}`] }] }),
    ],
  ];
  for (const [place, make] of places)
    it(`reads ${place}`, () => {
      assert.equal(found(make("gs://evil-models/iris")).length, 1);
      assert.deepEqual(found(make("pvc://claim/iris")), []);
    });

  it("wants an address where s3:// alone means the cloud", () => {
    const triton = (uri: string, env: object[] = []) =>
      found(container({ args: [`--model-repository=${uri}`], env }));
    const endpoint = [{ name: "AWS_ENDPOINT_URL", value: "http://minio.team.svc:9000" }];
    assert.match(
      triton("s3://bucket/x")[0]?.message ?? "",
      /no address, which means the cloud of S3/,
    );
    assert.equal(triton("s3://evil.com:443/bucket").length, 1);
    assert.equal(triton("s3://https://evil.com/bucket").length, 1);
    assert.deepEqual(triton("s3://minio.team.svc:9000/bucket"), []);
    assert.deepEqual(triton("s3://http://minio.team.svc:9000/bucket"), []);
    const job = (env: object[]) => found(container({ args: ["--out", "s3://bucket/x"], env }));
    assert.equal(job([]).length, 1);
    assert.deepEqual(job(endpoint), []);
    assert.deepEqual(found(configMap({ root: "s3://mlflow/x" })), []);
    const service = (storageUri: string) => found(kserve("InferenceService", { storageUri }));
    assert.deepEqual(
      [service("s3://bucket/x").length, service("http://minio.team.svc/x").length],
      [1, 0],
    );
  });

  it("reads every URI of a line that sets one", () => {
    const line = (text: string) => found(container({ args: [text] })).length;
    assert.equal(line("MODEL_URI=/mnt/x; copy gs://evil-models/x"), 1);
    assert.equal(line("--storage-uri=hf://org/model"), 1);
    assert.equal(line("MODEL_URI=/mnt/x; copy /mnt/y"), 0);
  });

  it("knows that no variable gives Triton's repository an address", () => {
    const env = [{ name: "AWS_ENDPOINT_URL", value: "http://minio.team.svc:9000" }];
    const triton = (uri: string) =>
      found(container({ args: [`--model-store=${uri}`], env })).length;
    assert.deepEqual([triton("s3://bucket/x"), triton("s3://minio.team.svc:9000/x")], [1, 0]);
  });

  it("refuses KServe's S3 login without an address", () => {
    const login = (annotations: object) =>
      found({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "s", namespace: "team", annotations },
      });
    const region = { "serving.kserve.io/s3-region": "x" };
    assert.equal(login(region).length, 1);
    assert.deepEqual(login({ ...region, "serving.kserve.io/s3-endpoint": "minio.team.svc" }), []);
  });

  it("survives a whole missing spec", () => {
    assert.deepEqual(
      found(seldon("Model", undefined as never), seldon("Model", { storageUri: null })),
      [],
    );
  });
});
