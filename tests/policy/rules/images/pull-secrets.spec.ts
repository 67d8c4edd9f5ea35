import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { deployment, DEV, findingsOf, PROD, seldon } from "../../objects";

const IMAGE = "harbor.mlops.internal/x:1.2.3";
const containers = [{ name: "c", image: IMAGE }];
const imagePullSecrets = [{ name: "pull" }];
const secret = (namespace: string, fields: object = {}) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "pull", namespace },
  type: "kubernetes.io/dockerconfigjson",
  ...fields,
});

describe("pull-secrets-are-there", () => {
  const told = (objects: unknown[], site = PROD) =>
    findingsOf("pull-secrets-are-there", objects, site).map(({ message }) => message);
  const account = (fields: object) => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: "team" },
    ...fields,
  });

  it("refuses a pod that names none, and accepts one whose account does", () => {
    assert.deepEqual(told([deployment({ containers })]), [
      "names no pull secret, and neither does its ServiceAccount default",
    ]);
    assert.equal(told([deployment({ containers }), account({})]).length, 1);
    assert.deepEqual(told([deployment({ containers }), account({ imagePullSecrets })]), []);
    const other = { containers, serviceAccountName: "other" };
    assert.equal(told([deployment(other), account({ imagePullSecrets })]).length, 1);
  });

  it("refuses a secret of another namespace, and accepts one of its own", () => {
    const pod = deployment({ containers, imagePullSecrets });
    assert.match(
      told([pod, secret("elsewhere")])[0] ?? "",
      /in namespace elsewhere but not in its own/,
    );
    assert.deepEqual(told([pod, secret("team")]), []);
    assert.deepEqual(told([pod]), []);
  });

  it("refuses a name that no Secret of the namespace bears, and one of another type", () => {
    const pod = deployment({ containers, imagePullSecrets });
    const other = secret("team", { metadata: { name: "other", namespace: "team" } });
    assert.match(told([pod, other])[0] ?? "", /names the pull secret pull, which is not there/);
    assert.match(told([pod, secret("team", { type: "Opaque" })])[0] ?? "", /is of type Opaque/);
    const both = deployment({ containers, imagePullSecrets: [{ name: "gone" }, { name: "pull" }] });
    assert.deepEqual(told([both, secret("team")]), []);
  });

  it("judges what Seldon's operator makes of two objects", () => {
    const server = seldon("Server", { serverConfig: "it" });
    const config = (podSpec: object) => seldon("ServerConfig", { podSpec });
    assert.equal(told([server, config({ containers })]).length, 1);
    assert.deepEqual(told([server, config({ containers, imagePullSecrets })]), []);
    assert.deepEqual(told([server]), []);
    const runtime = (overrides: object[]) =>
      seldon("SeldonRuntime", { seldonConfig: "it", overrides });
    const components = (podSpec: object) =>
      seldon("SeldonConfig", { components: [{ name: "envoy", podSpec }] });
    assert.equal(told([runtime([]), components({ containers })]).length, 1);
    assert.deepEqual(
      told([runtime([{ name: "envoy", disable: true }]), components({ containers })]),
      [],
    );
    const added = runtime([{ name: "envoy", podSpec: { imagePullSecrets } }]);
    assert.deepEqual(told([added, components({ containers })]), []);
  });

  it("says nothing of pods that pull nothing from an image host, and nothing in dev", () => {
    assert.deepEqual(
      told([deployment({ containers: [{ name: "c", image: "other.host/x" }] })]),
      [],
    );
    assert.equal(
      told([deployment({ containers: [{ name: "istio-proxy", image: "auto" }] })]).length,
      1,
    );
    const dev = { containers: [{ name: "c", image: "docker.io/x/y:1" }] };
    assert.deepEqual(told([deployment(dev)], DEV), []);
  });

  it("survives null where a list is expected", () => {
    assert.deepEqual(
      told([
        deployment({ containers: null, imagePullSecrets: null }),
        account({ imagePullSecrets: null }),
      ]),
      [],
    );
  });
});

describe("pull-secrets-open-harbor-only", () => {
  const told = (fields: object) =>
    findingsOf("pull-secrets-open-harbor-only", [secret("team", fields)]);
  const logins = (...hosts: string[]) =>
    JSON.stringify({
      auths: Object.fromEntries(hosts.map((host) => [host, { password: "hunter2" }])),
    });
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const OURS = "harbor.mlops.internal";

  for (const host of [
    "https://index.docker.io/v1/",
    "docker.io",
    `${OURS}:443`,
    `${OURS}.evil.com`,
    "*.docker.io",
  ])
    it(`refuses a login of ${host} beside ours, in data and in stringData`, () => {
      const text = logins(OURS, host);
      const findings = [
        ...told({ stringData: { ".dockerconfigjson": text } }),
        ...told({ data: { ".dockerconfigjson": base64(text) } }),
      ];
      assert.equal(findings.length, 2);
      assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
    });

  it("accepts logins of our host alone, as a URL too", () => {
    for (const host of [OURS, `https://${OURS}`, `https://${OURS}/v2/`])
      assert.deepEqual(told({ stringData: { ".dockerconfigjson": logins(host) } }), []);
  });

  it("reads the old form as well, and helpers", () => {
    const type = "kubernetes.io/dockercfg";
    const old = (host: string) => told({ type, data: { ".dockercfg": base64(`{"${host}":{}}`) } });
    assert.match(old("quay.io")[0]?.message ?? "", /a login of quay\.io, but this site pulls from/);
    assert.deepEqual(old(OURS), []);
    const text = JSON.stringify({ auths: {}, credHelpers: { "gcr.io": "gcloud" } });
    assert.equal(told({ stringData: { ".dockerconfigjson": text } }).length, 1);
  });

  it("refuses what cannot be read, without telling it", () => {
    for (const text of ["hunter2", "[]", '{"auths":[]}', '{"auths":null}']) {
      const findings = told({ stringData: { ".dockerconfigjson": text } });
      assert.match(findings[0]?.message ?? "", /cannot be read as logins of registries/);
      assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
    }
  });

  it("accepts what is unknown at preview, and reads none of other Secrets", () => {
    assert.deepEqual(told({ data: { ".dockerconfigjson": UNKNOWN } }), []);
    assert.deepEqual(told({ data: UNKNOWN }), []);
    assert.deepEqual(told({ type: "Opaque", data: { password: UNKNOWN } }), []);
    assert.deepEqual(told({ data: null, stringData: null }), []);
  });
});
