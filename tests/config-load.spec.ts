import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadPlatform } from "../config";
import { pullAccess, robotMaking, storageLogins } from "../secrets";
import { accepted, problemsOf, seldonVersion } from "./setup-config";

const root = join(__dirname, "..");
const read = (name: string) => parse(readFileSync(join(root, name), "utf8")) as Yaml;

interface Yaml {
  readonly config: Readonly<Record<string, unknown>>;
}

describe("the current stack's values", () => {
  /** As the engine hands them over: strings as they are, all else as JSON. */
  const give = async (
    stack: string,
    config: Readonly<Record<string, unknown>>,
    secret: string[] = [],
  ) => {
    await pulumi.runtime.setMocks(
      { newResource: () => assert.fail(), call: () => assert.fail() },
      "seldon-platform",
      stack,
    );
    const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
    pulumi.runtime.setAllConfig(
      Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)])),
      secret,
    );
  };
  const robots = { username: "robot$maker", rotation: 1 };
  const registry = { host: "harbor.test:8443", prefix: "mirror/a", username: "puller", robots };
  const prefixed = (config: object) =>
    Object.fromEntries(
      Object.entries(config).map(([key, value]: [string, unknown]) => [
        `seldon-platform:${key}`,
        value,
      ]),
    );
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
  });

  const stacks = readdirSync(root).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  for (const stack of stacks)
    it(`are accepted as Pulumi.${stack}.yaml has them`, async () => {
      await give(stack, read(`Pulumi.${stack}.yaml`).config);
      const { tenants } = loadPlatform(seldonVersion);
      assert.ok(tenants.length > 0);
    });

  it("are those of dev and prod at least, the one with hodometer and the other without", async () => {
    const on: unknown[] = [];
    for (const stack of ["dev", "prod"]) {
      await give(stack, read(`Pulumi.${stack}.yaml`).config);
      const { environment, hodometer, registry } = loadPlatform(seldonVersion);
      on.push([environment, hodometer.enabled, registry?.host]);
    }
    assert.deepEqual(on, [
      ["dev", true, undefined],
      ["prod", false, "harbor.mlops.internal"],
    ]);
  });

  it("leave out empty blocks, the password and other programs' keys", async () => {
    const config = { ...accepted(), registry: {}, registryPassword: "p" };
    await give("test", { ...prefixed(config), "kubernetes:context": "a", "pulumi:tags": {} });
    assert.equal(loadPlatform(seldonVersion).registry, undefined);
  });

  it("are refused under the name of the stack's own file", async () => {
    await give("staging", prefixed({ ...accepted(), tenants: [] }));
    assert.equal(problemsOf(() => loadPlatform(seldonVersion), "Pulumi.staging.yaml").length, 1);
  });

  it("are refused without the registry's password, with the command that sets it", async () => {
    await give("prod", prefixed({ registryPassword: "" }));
    assert.throws(() => pullAccess({ registry }), {
      message:
        "Pulumi.prod.yaml names a registry but holds no seldon-platform:registryPassword; run: pulumi config set --secret registryPassword -s prod",
      stack: "",
    });
  });

  it("are refused without the password of who makes robots, with the command that sets it", async () => {
    await give("prod", prefixed({ harborPassword: "" }));
    assert.throws(() => robotMaking({ registry }), {
      message:
        "Pulumi.prod.yaml makes robots in Harbor but holds no seldon-platform:harborPassword; run: pulumi config set --secret harborPassword -s prod",
      stack: "",
    });
    await give("prod", prefixed({ harborPassword: "p" }));
    const making = robotMaking({ registry });
    assert.equal(await pulumi.isSecret(pulumi.output(making?.password)), true);
    assert.deepEqual([making?.url, making?.project], ["https://harbor.test:8443", "mirror"]);
    assert.equal(robotMaking({ registry: { ...registry, robots: undefined } }), undefined);
  });

  /** The logins of a tenant that has one. */
  const loginsOf = (name: string, type = "s3") => {
    const endpoint = "http://minio.test:9000";
    const item = { name, storage: [{ scheme: type, type, endpoint }] };
    const modelStores = [{ endpoint, egress: [{ namespace: "store", port: 9000 }] }];
    return accepted({ modelStores, tenants: [item] }).tenants.flatMap(storageLogins);
  };

  it("are refused without a login's credentials, with the command that sets them", async () => {
    const held = { storageCredentials: { "team-b": { s3: { access_key_id: "k" } } } };
    await give("prod", prefixed(held), ["seldon-platform:storageCredentials"]);
    assert.throws(() => loginsOf("team-a"), {
      message:
        'Pulumi.prod.yaml gives tenant "team-a" a login for s3:// but holds no credentials for it; ' +
        "run: pulumi config set --secret --path 'storageCredentials.team-a.s3.access_key_id' -s prod " +
        "and the same for secret_access_key, or write existing: true where others make the Secret",
      stack: "",
    });
    const [login] = loginsOf("team-b");
    assert.equal(await pulumi.isSecret(pulumi.output(login?.credentials)), true);
    assert.equal(loginsOf("team-a", "http").length, 1);
  });

  it("are refused with credentials in plain text, which the engine could not tell", async () => {
    await give(
      "prod",
      prefixed({ storageCredentials: { "team-a": { s3: { access_key_id: "k" } } } }),
    );
    assert.throws(() => loginsOf("team-a"), {
      message:
        "Pulumi.prod.yaml: seldon-platform:storageCredentials is in plain text; remove it, " +
        "count its keys as known to everybody, and set new ones with: pulumi config set --secret --path",
      stack: "",
    });
  });

  it("hold the registry's password as a secret, whatever the file says", async () => {
    await give("prod", prefixed({ registryPassword: "p" }));
    assert.equal(await pulumi.isSecret(pulumi.output(pullAccess({ registry })?.password)), true);
    assert.equal(pullAccess({ registry: undefined }), undefined);
  });
});
