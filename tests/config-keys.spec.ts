import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { secretKeys } from "../schema/stack-file";
import { accepted, problems } from "./setup-config";

const root = join(__dirname, "..");
const read = (name: string) => parse(readFileSync(join(root, name), "utf8")) as Yaml;

interface Yaml {
  readonly config: Readonly<Record<string, unknown>>;
}

describe("an unknown key", () => {
  const top =
    "environment, cluster, registry, certManager, metalLb, istio, exposure, addOns, hodometer, seldon, modelStores, monitoring, quotaProfiles, tenants";
  const ofTenant =
    "name, kind, team, costCentre, groups, podSecurity, quota, runtime, servers, storage, models, experiments, pipelines, exposure, retire, force";
  const cidrs = ["10.0.0.1/32"];
  const cases: [string, string, string, Record<string, unknown>][] = [
    ["tenant", "tenants", top, { tenant: [] }],
    ["enviroment", "environment", top, { enviroment: "prod" }],
    [
      "cluster.contxt",
      "context",
      "kubeconfig, context, apiServer, nodeLocalDns, nodes, nodePorts, taken",
      { cluster: { context: "a", contxt: "b", apiServer: { cidrs } } },
    ],
    [
      "cluster.apiServer.cidr",
      "cidrs",
      "cidrs, port, webhookCallers",
      { cluster: { context: "a", apiServer: { cidrs, cidr: "10.0.0.1/32" } } },
    ],
    [
      "registry.prefx",
      "prefix",
      "host, prefix, username, robots, caFile",
      { registry: { host: "h", username: "u", prefx: "p" } },
    ],
    [
      "hodometer.enable",
      "enabled",
      "enabled, metricsLevel, extraPublishUrls, egress",
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
    assert.deepEqual(hodometer, {
      enabled: false,
      metricsLevel: "feature",
      extraPublishUrls: [],
      egress: [],
    });
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
    assert.deepEqual(declared.sort(), [...known, ...secretKeys].sort());
  });

  it("marks what is secret as a whole, and nothing else", () => {
    const secrets = Object.entries(read("Pulumi.yaml").config).filter(
      ([, declared]) => (declared as { secret?: boolean }).secret === true,
    );
    assert.deepEqual(
      secrets.map(([key]) => key),
      ["registryPassword", "harborPassword", "authorityKey"],
    );
  });

  it("switches the default provider of Kubernetes off, so that nothing goes to the shell's own cluster", () => {
    assert.deepEqual(read("Pulumi.yaml").config["pulumi:disable-default-providers"], {
      value: ["kubernetes"],
    });
  });
});
