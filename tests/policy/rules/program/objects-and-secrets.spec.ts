import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { deployment } from "../../objects";
import { resource, told } from "./resources";

const named = (metadata: object = {}, rest: object = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "x", namespace: "team", ...metadata },
  ...rest,
});
const MAP = "kubernetes:core/v1:ConfigMap";
const SECRET = "kubernetes:core/v1:Secret";
const account = (rest: object, name = "default") =>
  resource("kubernetes:core/v1:ServiceAccountPatch", {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace: "team", annotations: { "pulumi.com/patchForce": "true" } },
    ...rest,
  });
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("objects-are-whole", () => {
  const check = (...each: Parameters<typeof resource>) =>
    told("objects-are-whole", resource(...each));

  it("refuses a name that is made up later, however it is asked for", () => {
    const auto = { annotations: { "pulumi.com/autonamed": "true" } };
    for (const metadata of [{ name: undefined }, { generateName: "x-" }, auto, { name: UNKNOWN }])
      assert.equal(check(MAP, named(metadata)).length, 1, JSON.stringify(metadata));
    assert.deepEqual(check(MAP, named()), []);
  });

  it("refuses a patch, but for the pull secrets of a namespace's default account", () => {
    const pull = { imagePullSecrets: [{ name: "harbor" }] };
    assert.deepEqual(told("objects-are-whole", account(pull)), []);
    assert.equal(told("objects-are-whole", account(pull, "admin")).length, 1);
    assert.equal(told("objects-are-whole", account({ ...pull, secrets: [] })).length, 1);
    assert.equal(check("kubernetes:apps/v1:DeploymentPatch", named()).length, 1);
  });

  it("refuses to overrule other owners, but for Seldon's objects", () => {
    const forced = named({ annotations: { "pulumi.com/patchForce": "true" } });
    assert.match(
      check(MAP, forced)[0] ?? "",
      /^metadata\.annotations\["pulumi\.com\/patchForce"\]: takes/,
    );
    assert.deepEqual(check("kubernetes:mlops.seldon.io/v1alpha1:Model", forced), []);
  });
});

describe("secrets-stay-secret", () => {
  const secret = (data: object, secrets: string[] | undefined, urn?: string) =>
    told(
      "secrets-stay-secret",
      resource(SECRET, named({}, { data }), { secrets, ...(urn && { urn }) }),
    );

  it("refuses each value of a Secret that is not marked, and quotes none", () => {
    const found = secret({ user: base64("robot"), "tls.key": base64("hidden") }, ["data.user"]);
    assert.deepEqual(found, [
      'data["tls.key"]: is not marked as secret, and will stand in the state',
    ]);
    assert.deepEqual(secret({ user: "x", "tls.key": "y" }, ["data"]), []);
    assert.deepEqual(secret({ user: "x" }, undefined).length, 1);
  });

  it("accepts what is no secret or not there yet: certificates, unknown values, what a chart writes", () => {
    const certificate = base64("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n");
    assert.deepEqual(secret({ "tls.crt": certificate, later: UNKNOWN, none: "" }, []), []);
    const urn =
      "urn:pulumi:prod::platform::kubernetes:helm.sh/v4:Chart$kubernetes:core/v1:Secret::x";
    assert.deepEqual(secret({ user: "x" }, [], urn), []);
    const both = base64("-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n");
    assert.equal(secret({ "tls.pem": both }, []).length, 1);
  });

  it("refuses a password in the environment of a pod, and accepts a reference to one", () => {
    const env = (variable: object, name = "DB_PASSWORD") =>
      told(
        "secrets-stay-secret",
        resource(
          "kubernetes:apps/v1:Deployment",
          deployment({
            initContainers: [{ name: "a", env: [{ name, ...variable }] }],
          }),
        ),
      );
    assert.deepEqual(env({ value: "hunter2" }), [
      "spec.template.spec.initContainers[0].env[0].value: is a key or password in plain",
    ]);
    assert.deepEqual(env({ valueFrom: { secretKeyRef: { name: "a", key: "b" } } }), []);
    assert.deepEqual(env({ value: "/var/run/secrets/password" }), []);
    assert.deepEqual(env({ value: UNKNOWN }), []);
    assert.equal(env({ value: "hunter2" }, "CLIENT_SECRET").length, 1);
    // The name of a Secret, in Seldon's words.
    assert.deepEqual(env({ value: "kafka-ca" }, "SELDON_KAFKA_TLS_BROKER_SECRET"), []);
  });

  it("refuses keys in ConfigMaps, and accepts other texts", () => {
    const map = (data: object) => told("secrets-stay-secret", resource(MAP, named({}, { data })));
    assert.equal(map({ "ca.pem": "x\n-----BEGIN RSA PRIVATE KEY-----\n" }).length, 1);
    assert.equal(map({ "db.password": "hunter2" }).length, 1);
    assert.deepEqual(map({ "ca.pem": "-----BEGIN CERTIFICATE-----", tokens: "12" }), []);
  });

  it("refuses an unmarked password of another provider, and accepts a marked or unknown one", () => {
    const robot = (secret: unknown, secrets: string[]) =>
      told("secrets-stay-secret", resource("harbor:index:Robot", { secret }, { secrets }));
    assert.equal(robot("hunter2", []).length, 1);
    assert.deepEqual(robot("hunter2", ["secret"]), []);
    assert.deepEqual(robot(UNKNOWN, []), []);
  });

  it("refuses a kubeconfig that is written out and not marked, and accepts a marked one or a path", () => {
    const provider = (kubeconfig: unknown, secrets: string[]) =>
      told(
        "secrets-stay-secret",
        resource("pulumi:providers:kubernetes", { kubeconfig }, { secrets }),
      );
    const written = "users:\n- name: ci\n  user:\n    token: hunter2";
    assert.deepEqual(provider(written, []), [
      "kubeconfig: is not marked as secret, and will stand in the state",
    ]);
    assert.equal(provider(JSON.stringify({ users: [] }), []).length, 1);
    assert.deepEqual(provider(written, ["kubeconfig"]), []);
    assert.deepEqual(provider("~/.kube/config", []), []);
    assert.deepEqual(provider(UNKNOWN, []), []);
  });
});
