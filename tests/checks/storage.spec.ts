import assert from "node:assert/strict";

import { served, unserved } from "./serving-stack";

const login = (change: Record<string, unknown> = {}) => ({
  scheme: "s3",
  endpoint: "https://minio.test:9000",
  ...change,
});
const storage = (...changes: Record<string, unknown>[]) => ({ storage: changes.map(login) });

describe("the logins of a tenant", () => {
  it("are one per scheme", () => {
    assert.deepEqual(unserved(storage({}, { secretName: "other" })), [
      'storage[1].scheme: "s3" is the scheme of login 1 already; remove one of the two',
    ]);
    served(storage({}, { scheme: "s3b", secretName: "other" }));
  });

  it("have a Secret each", () => {
    assert.deepEqual(
      unserved(storage({ secretName: "keys" }, { scheme: "b", secretName: "keys" })),
      ['storage[1].secretName: "keys" is the Secret of login 1 already; remove one of the two'],
    );
    assert.deepEqual(unserved(storage({}, { scheme: "b", secretName: "rclone-s3" })), [
      'storage[1].secretName: "rclone-s3" is the Secret of login 1 already; remove one of the two',
    ]);
    served(storage({}, { scheme: "b" }));
  });

  it("are to one of the stack's model stores, and the nearest is named", () => {
    assert.deepEqual(unserved(storage({ endpoint: "https://minio.test" })), [
      'storage[0].endpoint: "https://minio.test" is the endpoint of none of modelStores; did you mean https://minio.test:9000? (known: https://minio.test:9000)',
    ]);
    assert.deepEqual(unserved(storage({}), { modelStores: [] }), [
      'storage[0].endpoint: "https://minio.test:9000" is the endpoint of none of modelStores; (known: none)',
    ]);
    served(storage({}));
  });

  it("have no second address among their parameters", () => {
    const parameters = { url: "x" };
    assert.deepEqual(unserved(storage({ parameters: { endpoint: "https://evil.test" } })), [
      'storage[0].parameters.endpoint: "https://evil.test" is the address, which is the login\'s endpoint; remove it',
    ]);
    assert.deepEqual(unserved(storage({}, { scheme: "dav", type: "webdav", parameters })), [
      'storage[1].parameters.url: "x" is the address, which is the login\'s endpoint; remove it',
    ]);
    served(storage({ parameters: { provider: "Minio" } }));
  });

  it("name parameters as rclone does", () => {
    assert.deepEqual(unserved(storage({ parameters: { "force-path-style": "true" } })), [
      'storage[0].parameters.force-path-style: "true" is for no parameter of rclone; use letters, digits and _ in its name',
    ]);
    served(storage({ parameters: { force_path_style: "true" } }));
  });

  it("hold nothing secret in plain text, and the message does not repeat it", () => {
    const lines = unserved(storage({ parameters: { secret_access_key: "hunter2" } }));
    assert.deepEqual(lines, [
      "storageCredentials.team-a.s3.secret_access_key: is in plain text among the parameters of that login; " +
        "remove it there, take it for known by others, and run: " +
        "pulumi config set --secret --path 'storageCredentials.team-a.s3.secret_access_key'",
    ]);
    assert.doesNotMatch(lines.join(), /hunter2/);
    served(storage({ parameters: { region: "eu" } }));
  });
});
