import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadPlatform, registryPassword, storageCredentials } from "../config";
import { accepted, problems, problemsOf, seldonVersion } from "./setup-config";

const root = join(__dirname, "..");
const read = (name: string) => parse(readFileSync(join(root, name), "utf8")) as Yaml;

interface Yaml {
  readonly config: Readonly<Record<string, unknown>>;
}

describe("an unknown key", () => {
  const top =
    "environment, cluster, registry, hodometer, seldon, modelStores, monitoring, quotaProfiles, tenants";
  const ofTenant =
    "name, kind, team, costCentre, groups, podSecurity, quota, runtime, servers, storage, models, experiments, pipelines, retire, force";
  const cidrs = ["10.0.0.1/32"];
  const cases: [string, string, string, Record<string, unknown>][] = [
    ["tenant", "tenants", top, { tenant: [] }],
    ["enviroment", "environment", top, { enviroment: "prod" }],
    [
      "cluster.contxt",
      "context",
      "kubeconfig, context, apiServer",
      { cluster: { context: "a", contxt: "b", apiServer: { cidrs } } },
    ],
    [
      "cluster.apiServer.cidr",
      "cidrs",
      "cidrs, port",
      { cluster: { context: "a", apiServer: { cidrs, cidr: "10.0.0.1/32" } } },
    ],
    [
      "registry.prefx",
      "prefix",
      "host, prefix, username",
      { registry: { host: "h", username: "u", prefx: "p" } },
    ],
    [
      "hodometer.enable",
      "enabled",
      "enabled, metricsLevel, extraPublishUrls",
      { hodometer: { enable: true } },
    ],
    ["tenants[0].nmae", "name", ofTenant, { tenants: [{ name: "a", nmae: "b" }] }],
    [
      "tenants[1].runtime.replica",
      "replicas",
      "replicas, resources, hodometer, disableAutoUpdate",
      { tenants: [{ name: "a" }, { name: "b", runtime: { replica: {} } }] },
    ],
  ];
  for (const [key, near, known, change] of cases)
    it(`is refused at ${key}, and the message says what is near`, () => {
      assert.deepEqual(problems(change), [
        `${key}: is an unknown key; did you mean ${near}? (known: ${known})`,
      ]);
    });

  it("is not shown with its value, which may be a password in the wrong place", () => {
    const registry = { host: "h", username: "u", password: "hunter2" };
    assert.doesNotMatch(problems({ registry }).join("\n"), /hunter2/);
  });
});

describe("what a stack leaves out", () => {
  it("gets the careful default: no telemetry, one entry point, no registry", () => {
    const { hodometer, tenants, registry } = accepted();
    assert.deepEqual(hodometer, { enabled: false, metricsLevel: "feature", extraPublishUrls: [] });
    assert.deepEqual(
      tenants.map(({ name, kind, podSecurity, runtime }) => [name, kind, podSecurity, runtime]),
      [
        [
          "team-a",
          "serving",
          "restricted",
          {
            replicas: { "seldon-envoy": 1 },
            resources: {},
            hodometer: {},
            disableAutoUpdate: false,
          },
        ],
      ],
    );
    assert.equal(registry, undefined);
  });

  it("does not turn hodometer on by a word that only looks like true", () => {
    assert.deepEqual(problems({ hodometer: { enabled: "true" } }), [
      'hodometer.enabled: "true" does not fit; expected boolean',
    ]);
    assert.equal(accepted({ hodometer: { enabled: true } }).hodometer.enabled, true);
  });

  it("has dev and prod as its only environments", () => {
    assert.deepEqual(problems({ environment: "production" }), [
      'environment: "production" does not fit; expected one of "dev"|"prod"',
    ]);
    assert.deepEqual(problems({ environment: undefined }), [
      'environment: is missing; expected one of "dev"|"prod"',
    ]);
  });
});

describe("Pulumi.yaml", () => {
  it("declares exactly the keys that the program reads", () => {
    const [line = ""] = problems({ nothing: 1 });
    const known = /\(known: (.*)\)$/.exec(line)?.[1]?.split(", ") ?? [];
    const declared = Object.keys(read("Pulumi.yaml").config).filter((key) => !key.includes(":"));
    assert.deepEqual(declared.sort(), [...known, "registryPassword", "storageCredentials"].sort());
  });

  it("marks the password as a secret and nothing else", () => {
    const secrets = Object.entries(read("Pulumi.yaml").config).filter(
      ([, declared]) => (declared as { secret?: boolean }).secret === true,
    );
    assert.deepEqual(
      secrets.map(([key]) => key),
      ["registryPassword"],
    );
  });

  it("switches default providers off, so that nothing goes to the shell's own cluster", () => {
    assert.deepEqual(read("Pulumi.yaml").config["pulumi:disable-default-providers"], {
      value: ["*"],
    });
  });
});

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
    assert.throws(registryPassword, {
      message:
        "Pulumi.prod.yaml names a registry but holds no seldon-platform:registryPassword; run: pulumi config set --secret registryPassword -s prod",
      stack: "",
    });
  });

  it("are refused without a login's credentials, with the command that sets them", async () => {
    const held = { storageCredentials: { "team-b": { s3: { access_key_id: "k" } } } };
    await give("prod", prefixed(held), ["seldon-platform:storageCredentials"]);
    assert.throws(() => storageCredentials("team-a", "s3"), {
      message:
        'Pulumi.prod.yaml gives tenant "team-a" a login for s3:// but holds no credentials for it; ' +
        "run: pulumi config set --secret --path 'storageCredentials.team-a.s3.access_key_id' -s prod " +
        "and the same for secret_access_key, or write existing: true where others make the Secret",
      stack: "",
    });
    assert.equal(await pulumi.isSecret(storageCredentials("team-b", "s3")), true);
  });

  it("are refused with credentials in plain text, which the engine could not tell", async () => {
    await give(
      "prod",
      prefixed({ storageCredentials: { "team-a": { s3: { access_key_id: "k" } } } }),
    );
    assert.throws(() => storageCredentials("team-a", "s3"), {
      message:
        "Pulumi.prod.yaml: seldon-platform:storageCredentials is in plain text; remove it, " +
        "count its keys as known to everybody, and set new ones with: pulumi config set --secret --path",
      stack: "",
    });
  });

  it("hold the registry's password as a secret, whatever the file says", async () => {
    await give("prod", prefixed({ registryPassword: "p" }));
    assert.equal(await pulumi.isSecret(registryPassword()), true);
  });
});
