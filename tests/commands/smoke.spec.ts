import assert from "node:assert/strict";

import { UsageError } from "../../commands/checkout";
import { smoke, type SmokeOptions } from "../../commands/smoke";

/** Nobody listens there, and it is no port that fetch keeps away from. */
const nobody = "http://127.0.0.1:1234";

const options: SmokeOptions = {
  stack: "prod",
  tenant: "fraud-detection",
  address: nobody,
  timeout: 1,
  format: "text",
  skipCluster: true,
  local: false,
};

const refused = async (change: Partial<SmokeOptions>): Promise<string> => {
  const error: unknown = await smoke({ ...options, ...change }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof UsageError, String(error));
  return error.message;
};

describe("smoke", () => {
  it("refuses a stack and a tenant that are not there, and names those that are", async () => {
    assert.match(await refused({ stack: "nosuch" }), /^STACK=nosuch: there is no Pulumi\.nosuch/);
    assert.match(
      await refused({ tenant: "nobody" }),
      /^--tenant nobody: Pulumi\.prod\.yaml has no such tenant; use one of: fraud-detection, /,
    );
  });

  it("refuses to skip the cluster without an address", async () => {
    assert.equal(
      await refused({ address: undefined }),
      "--skip-cluster: needs --address, since nothing else tells where to call",
    );
  });

  it("refuses an address that is none, and never repeats a login in it", async () => {
    for (const address of ["mesh:8080", "ftp://mesh", "mesh"])
      assert.equal(
        await refused({ address }),
        `--address ${address}: is no address; write http://host:port`,
      );
    for (const address of ["http://me:hunter2@mesh", "http://me@mesh", "http://:hunter2@mesh"])
      assert.equal(
        await refused({ address }),
        "--address: holds a login, which would be seen; write http://host:port",
      );
  });

  it("ends when nobody listens at the address", async () => {
    assert.match(
      await refused({}),
      /^http:\/\/127\.0\.0\.1:1234 does not answer: .*ECONNREFUSED.*; see that the address/,
    );
  });
});
