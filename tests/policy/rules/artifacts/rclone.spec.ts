import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { configMap, deployment, findingsOf, seldon } from "../../objects";

const found = (...objects: unknown[]) => findingsOf("rclone-remotes-are-inside", objects);
const secret = (fields: object) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "login", namespace: "team" },
  type: "Opaque",
  ...fields,
});
const INSIDE = { endpoint: "http://minio.team.svc:9000" };
const OUTSIDE = { endpoint: "https://s3.amazonaws.com" };
const remote = (parameters: object, type = "s3") => ({
  name: "s3",
  type,
  parameters: { provider: "Minio", ...parameters },
});
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("rclone-remotes-are-inside", () => {
  const places: [string, (parameters: object) => unknown][] = [
    [
      "JSON in a Secret",
      (p) => secret({ stringData: { "rclone.json": JSON.stringify(remote(p)) } }),
    ],
    [
      "base64 data of a Secret",
      (p) => secret({ data: { any: base64(JSON.stringify(remote(p))) } }),
    ],
    [
      "YAML in a Secret",
      (p) =>
        secret({ stringData: { s3: `type: s3\nname: s3\nparameters: ${JSON.stringify(p)}\n` } }),
    ],
    [
      "a map of remotes",
      (p) =>
        secret({ stringData: { rclone_config: JSON.stringify({ s3: { type: "s3", ...p } }) } }),
    ],
    [
      "one key for each part",
      (p) => secret({ stringData: { type: "s3", name: "s3", parameters: JSON.stringify(p) } }),
    ],
    [
      "rclone's own file",
      (p) =>
        secret({ stringData: { conf: `[s3]\ntype = s3\n${lines(p)}\n[disk]\ntype = local\n` } }),
    ],
    [
      "variables in a Secret",
      (p) => secret({ stringData: { RCLONE_CONFIG_S3_TYPE: "s3", ...variables(p) } }),
    ],
    ["SeldonConfig", (p) => seldon("SeldonConfig", agent({ config: [JSON.stringify(remote(p))] }))],
    ["SeldonRuntime", (p) => seldon("SeldonRuntime", agent({ config: [remote(p)] }))],
    [
      "the agent's ConfigMap",
      (p) =>
        configMap({
          "agent.yaml": JSON.stringify({ rclone: { config: [JSON.stringify(remote(p))] } }),
        }),
    ],
    [
      "rclone.conf in a ConfigMap",
      (p) => configMap({ "rclone.conf": `[s3]\ntype = s3\n${lines(p)}` }),
    ],
    [
      "variables of a container",
      (p) =>
        deployment({
          containers: [
            {
              name: "c",
              env: [
                { name: "RCLONE_CONFIG_S3_TYPE", value: "s3" },
                ...Object.entries(variables(p)).map(([name, value]) => ({ name, value })),
              ],
            },
          ],
        }),
    ],
  ];
  const lines = (parameters: object) =>
    Object.entries(parameters)
      .map(([key, value]) => `${key} = ${String(value)}`)
      .join("\n");
  const variables = (parameters: object) =>
    Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [
        `RCLONE_CONFIG_S3_${key.toUpperCase()}`,
        String(value),
      ]),
    );
  const agent = (rclone: object) => ({ config: { agentConfig: { rclone } } });
  for (const [place, make] of places)
    it(`reads ${place}`, () => {
      assert.match(
        found(make({}))[0]?.message ?? "",
        /type s3 without endpoint, which means the public cloud/,
      );
      assert.match(found(make(OUTSIDE))[0]?.message ?? "", /endpoint leads to s3\.amazonaws\.com/);
      assert.deepEqual(found(make(INSIDE)), []);
    });

  const types: [string, object, object][] = [
    ["google cloud storage", { anonymous: true }, INSIDE],
    ["azureblob", { account: "a" }, INSIDE],
    ["http", { url: "https://evil.com" }, { url: "http://files.team.svc" }],
    ["webdav", {}, { url: "http://files.team.svc" }],
    ["sftp", { host: "1.2.3.4" }, { host: "10.20.0.11" }],
    ["hdfs", { namenode: "n.team.svc:1,evil.com:1" }, { namenode: "n.team.svc:1" }],
  ];
  for (const [type, bad, good] of types)
    it(`knows where type ${type} leads`, () => {
      const of = (parameters: object) =>
        found(secret({ stringData: { a: JSON.stringify({ name: "x", type, parameters }) } }));
      assert.equal(of(bad).length, 1);
      assert.deepEqual(of(good), []);
    });

  it("refuses types that have no address but the cloud's, and accepts the pod's own disk", () => {
    const of = (type: string) =>
      found(secret({ stringData: { a: JSON.stringify(remote({}, type)) } }));
    for (const type of ["drive", "dropbox", "onedrive", "box", "unheard-of"])
      assert.match(of(type)[0]?.message ?? "", /public cloud/, type);
    assert.deepEqual(of("local"), []);
  });

  it("reads further addresses, and remotes that a layer writes into itself", () => {
    const of = (type: string, parameters: object) =>
      found(secret({ stringData: { a: JSON.stringify(remote(parameters, type)) } })).length;
    assert.equal(of("s3", { ...INSIDE, sts_endpoint: "https://sts.amazonaws.com" }), 1);
    assert.equal(of("crypt", { remote: ":s3,provider=AWS:bucket" }), 1);
    assert.equal(of("crypt", { remote: "s3:bucket" }), 0);
  });

  it("never tells a secret", () => {
    const parameters = {
      secret_access_key: "hunter2",
      endpoint: "https://user:hunter2@evil.com/hunter2",
    };
    const findings = found(
      secret({ stringData: { "rclone.json": JSON.stringify(remote(parameters)) } }),
    );
    assert.equal(findings.length, 1);
    assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
  });

  it("accepts what is unknown at preview, and reads what lies beside it", () => {
    assert.deepEqual(found(secret({ data: { password: UNKNOWN } }), secret({ data: UNKNOWN })), []);
    const beside = secret({ stringData: { password: UNKNOWN, a: JSON.stringify(remote({})) } });
    assert.equal(found(beside).length, 1);
  });

  const harmless: [string, unknown][] = [
    [
      "a service account of others",
      secret({ stringData: { a: '{"type":"service_account","project_id":"x"}' } }),
    ],
    ["settings of other stores", secret({ stringData: { a: "type: S3\nconfig:\n  bucket: x\n" } })],
    [
      "certificates",
      secret({
        type: "kubernetes.io/tls",
        data: { "tls.crt": base64('{"type":"s3","name":"x"}') },
      }),
    ],
    [
      "a sink of type http",
      configMap({ a: '{"sinks":[{"type":"http","url":"http://logs.team.svc"}]}' }),
    ],
    ["prose", configMap({ a: "The type is s3.\n[note]\nIt is." })],
  ];
  for (const [what, object] of harmless)
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(object), []);
    });

  it("refuses the chart's anonymous login, and a configuration that cannot be read", () => {
    const of = (rclone: object) =>
      found(seldon("SeldonConfig", agent(rclone))).map(({ path }) => path);
    assert.deepEqual(of({ config_secrets: ["seldon-rclone-gs-public"] }), [
      "spec.config.agentConfig.rclone.config_secrets[0]",
    ]);
    assert.deepEqual(of({ config: ["hunter2"] }), ["spec.config.agentConfig.rclone.config[0]"]);
    assert.deepEqual(of({ config_secrets: ["rclone-s3"], config: null }), []);
  });
});
