import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { configMap, findingsOf } from "../../objects";

const site = siteFrom({
  environment: "prod",
  imageHosts: ["harbor.local"],
  hosts: ["store.corp.local"],
});
const found = (object: unknown) => findingsOf("artifacts-come-from-inside", [object], site);
const kserve = (kind: string, spec: object) => ({
  apiVersion: "serving.kserve.io/v1beta1",
  kind,
  metadata: { name: "it", namespace: "team" },
  spec,
});

describe("artifacts-come-from-inside, on KServe's kinds", () => {
  it("reads what KServe calls uri, and leaves that word alone in other kinds", () => {
    for (const make of [
      (uri: string) => kserve("LLMInferenceService", { model: { uri, name: "x" } }),
      (uri: string) => kserve("InferenceService", { predictor: { storageUris: [{ uri }] } }),
    ]) {
      assert.equal(found(make("https://evil.com/x")).length, 1);
      assert.deepEqual(found(make("https://store.corp.local/x")), []);
    }
    assert.deepEqual(found(configMap({ a: "uri: https://evil.com/x" })), []);
  });

  describe("of what a ClusterStorageContainer takes", () => {
    const taken = (format: object) =>
      found(
        kserve("ClusterStorageContainer", { supportedUriFormats: [{ prefix: "pvc://" }, format] }),
      );
    const [PREFIX, REGEX] = ["prefix", "regex"].map(
      (field) => `spec.supportedUriFormats[1].${field}`,
    );

    for (const prefix of [
      "gs://",
      "hf:",
      "https://",
      "",
      "h",
      "https://evil.com/",
      "https://store.corp.local",
    ])
      it(`refuses the prefix ${JSON.stringify(prefix)}`, () => {
        assert.deepEqual(
          taken({ prefix }).map(({ path }) => path),
          [PREFIX],
        );
      });

    for (const regex of [
      "https://(.+?).blob.core.windows.net/(.+)",
      "https?://(.+)/(.+)",
      "^https://store.corp.local/(.+)",
      "https://store\\.corp\\.local/x|https://evil\\.com/",
      "https:\\/\\/evil\\.com/.+",
      "gs://(.+)",
      ".+",
    ])
      it(`refuses the expression ${regex}`, () => {
        assert.deepEqual(
          taken({ regex }).map(({ path }) => path),
          [REGEX],
        );
      });

    for (const format of [
      { prefix: "s3://" },
      { prefix: "https://store.corp.local/" },
      { regex: "https://store\\.corp\\.local/(.+)" },
      { regex: "s3://models/(.+)" },
      null,
      { prefix: 1 },
    ])
      it(`accepts ${JSON.stringify(format)}`, () => {
        assert.deepEqual(taken(format as object), []);
      });
  });
});
