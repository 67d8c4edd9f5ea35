import assert from "node:assert/strict";

import { loginFor, rcloneConfig, storageSecretName } from "../../seldon/storage-secret";

const access = {
  scheme: "s3",
  type: "s3",
  endpoint: "https://minio.test:9000",
  parameters: {},
} as const;

const parametersOf = (text: string) =>
  (JSON.parse(text) as { parameters: Record<string, string> }).parameters;

describe("the rclone configuration of a login", () => {
  it("is named like the scheme, by which Seldon's agent knows it", () => {
    const { name, type } = JSON.parse(rcloneConfig({ ...access, scheme: "minio" }, {})) as Record<
      string,
      unknown
    >;
    assert.deepEqual([name, type], ["minio", "s3"]);
  });

  for (const [type, key] of [
    ["s3", "endpoint"],
    ["azureblob", "endpoint"],
    ["http", "url"],
    ["webdav", "url"],
  ] as const)
    it(`has the address as rclone's ${key} for ${type}`, () => {
      const text = rcloneConfig({ ...access, type }, {});
      assert.deepEqual(parametersOf(text), { [key]: "https://minio.test:9000" });
    });

  it("goes to the endpoint whatever parameters and credentials say", () => {
    const evil = { endpoint: "https://evil.test" };
    const text = rcloneConfig({ ...access, parameters: evil }, evil);
    assert.deepEqual(parametersOf(text), { endpoint: "https://minio.test:9000" });
  });
});

describe("the login of a model", () => {
  const storage = [{ scheme: "s3" }, { scheme: "s3b", secretName: "others" }];

  it("is that of its URI's scheme, with the Secret's own name or one from the scheme", () => {
    const secretOf = (uri: string) => {
      const login = loginFor(uri, storage);
      return login && storageSecretName(login);
    };
    assert.equal(secretOf("s3://models/iris"), "rclone-s3");
    assert.equal(secretOf("s3b:models/iris"), "others");
    assert.equal(secretOf("gs://models/iris"), undefined);
    assert.equal(secretOf("models/s3"), undefined);
  });
});
