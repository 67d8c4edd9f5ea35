import assert from "node:assert/strict";

import { iris, served, unserved } from "./serving-stack";

const at = (storageUri: string, change: Record<string, unknown> = {}) => ({
  models: [iris({ storageUri, ...change })],
});
const prod = { environment: "prod" };

describe("the files of a model", () => {
  it("come from a store that the tenant has a login for", () => {
    assert.deepEqual(unserved(at("s4://models/iris")), [
      'models[0].storageUri: "s4://models/iris" is of scheme s4, which the tenant has no login for; add it to storage (known: s3)',
    ]);
    assert.deepEqual(unserved({ storage: [] }), [
      'models[0].storageUri: "s3://models/iris" is of scheme s3, which the tenant has no login for; add it to storage (known: none)',
    ]);
    served(at("s3://models/iris"));
  });

  for (const uri of ["gs://seldon-models/iris", "https://example.com/iris", "http://example.com/a"])
    it(`are not loaded from ${uri} by a dev tenant without a login for it`, () => {
      const scheme = uri.split(":")[0] ?? "";
      assert.deepEqual(unserved(at(uri)), [
        `models[0].storageUri: "${uri}" is of scheme ${scheme}, which the tenant has no login for; add it to storage (known: s3)`,
      ]);
    });

  const hosts = [
    ["gs://seldon-models/iris", "storage.googleapis.com"],
    ["https://example.com:8443/iris", "example.com"],
    ["http://storage.googleapis.com@example.com/iris", "example.com"],
  ] as const;
  for (const [uri, host] of hosts)
    it(`are never loaded from ${uri} in prod`, () => {
      assert.deepEqual(unserved(at(uri), prod), [
        `models[0].storageUri: "${uri}" is at ${host}, and prod loads models only from modelStores; copy it to one of them, and use the scheme of a login (known: s3)`,
      ]);
    });

  it("are accepted in prod from a store of its own", () => {
    served(at("s3://models/iris"), prod);
  });

  it("are not looked for in Seldon's own containers", () => {
    for (const uri of ["/mnt/models/iris", "iris", "s3"])
      assert.deepEqual(unserved(at(uri)), [
        `models[0].storageUri: "${uri}" is without a scheme, so that it would be looked for in Seldon's own container; write it as in s3://models/iris`,
      ]);
  });

  it("are not named with an rclone remote that goes anywhere", () => {
    for (const uri of [":http,url='https://evil.test':iris", ":local:/etc"])
      assert.deepEqual(unserved(at(uri)), [
        `models[0].storageUri: ${JSON.stringify(uri)} is an rclone remote that brings its own address; write <scheme>://<path>, and a login for the scheme under storage`,
      ]);
    assert.match(unserved(at("s3,endpoint=x:iris")).join(), /is without a scheme/);
  });

  it("do not leave the endpoint of a web server, whose path rclone reads as an address", () => {
    const storage = [{ scheme: "web", type: "http", endpoint: "https://minio.test:9000" }];
    for (const uri of ["web://evil.test/iris", "web:/iris"])
      assert.deepEqual(unserved({ ...at(uri), storage }), [
        `models[0].storageUri: "${uri}" is read as an address of its own by a login of type http; write the path below the endpoint, as in web:models/iris`,
      ]);
    served({ ...at("web:models/iris"), storage });
  });
});

describe("the Secret of a model", () => {
  it("is that of its scheme's login", () => {
    assert.deepEqual(unserved(at("s3://models/iris", { secretName: "other" })), [
      'models[0].secretName: "other" is not the Secret of the s3 login, rclone-s3; remove it, or add a login with a scheme of its own',
    ]);
    served(at("s3://models/iris", { secretName: "rclone-s3" }));
  });
});
