import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { storageSecrets, type StorageLogin } from "../../components/storage-secrets";
import { registered, tree, unwrap } from "./registered";

const login: StorageLogin = {
  scheme: "s3",
  endpoint: "https://minio.test:9000",
  type: "s3",
  parameters: { provider: "Minio" },
  credentials: { access_key_id: "robot", secret_access_key: 'p$w"d/=:ü' },
};

const make = (...logins: Partial<StorageLogin>[]) =>
  registered((opts) => {
    storageSecrets(
      "team-a",
      logins.map((change) => ({ ...login, ...change })),
      opts,
    );
  });

const dataOf = (inputs: Readonly<Record<string, unknown>>) =>
  unwrap(inputs["data"]) as { secret: boolean; value: Record<string, string> };

describe("the storage secrets of a tenant", () => {
  it("are one per login, in the tenant's namespace", async () => {
    const resources = await make({}, { scheme: "b", secretName: "others" });
    assert.deepEqual(tree(resources), [
      "kubernetes:core/v1:Secret team-a-storage-b < the stack",
      "kubernetes:core/v1:Secret team-a-storage-s3 < the stack",
    ]);
    assert.deepEqual(
      resources.map(({ inputs }) => inputs["metadata"]),
      [
        { name: "rclone-s3", namespace: "team-a" },
        { name: "others", namespace: "team-a" },
      ],
    );
  });

  it("have exactly one key, since Seldon's agent refuses two", async () => {
    const [secret] = await make({});
    const { value } = dataOf(secret?.inputs ?? {});
    assert.deepEqual(Object.keys(value), ["rclone.json"]);
    assert.deepEqual(JSON.parse(Buffer.from(value["rclone.json"] ?? "", "base64").toString()), {
      name: "s3",
      type: "s3",
      parameters: {
        provider: "Minio",
        access_key_id: "robot",
        secret_access_key: 'p$w"d/=:ü',
        endpoint: "https://minio.test:9000",
      },
    });
  });

  it("never go over the wire in plain, whether the credentials are a secret or not", async () => {
    for (const credentials of [{ key: "hunter2" }, pulumi.secret({ key: "hunter2" })]) {
      const [secret] = await make({ credentials });
      assert.ok(secret);
      assert.equal(dataOf(secret.inputs).secret, true);
      assert.ok(secret.opts.additionalSecretOutputs?.includes("data"));
      assert.doesNotMatch(JSON.stringify({ ...secret.inputs, data: undefined }), /hunter2/);
    }
  });
});
