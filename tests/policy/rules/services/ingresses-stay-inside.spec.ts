import assert from "node:assert/strict";
import { configMap, findingsOf } from "../../objects";

const paths = (rule: string, object: unknown) => findingsOf(rule, [object]).map(({ path }) => path);

describe("ingresses-stay-inside", () => {
  const found = (object: unknown) => paths("ingresses-stay-inside", object);
  const ingress = (annotations: object, spec: object = {}) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "web", namespace: "team", annotations },
    spec,
  });
  const nginx = (name: string, value: string) =>
    found(ingress({ [`nginx.ingress.kubernetes.io/${name}`]: value })).length;

  it("refuses hosts outside, and accepts Services", () => {
    for (const name of [
      "auth-url",
      "auth-signin",
      "upstream-vhost",
      "mirror-target",
      "permanent-redirect",
    ]) {
      assert.equal(nginx(name, "https://evil.com/x"), 1, name);
      assert.equal(nginx(name, "http://login.team.svc/x"), 0, name);
    }
    assert.equal(nginx("upstream-vhost", "evil.com"), 1);
    assert.equal(nginx("mirror-target", "evil.com"), 1);
    assert.equal(nginx("proxy-body-size", "0"), 0);
  });

  it("refuses snippets, whatever they hold", () => {
    for (const name of [
      "configuration-snippet",
      "server-snippet",
      "auth-snippet",
      "stream-snippet",
    ])
      assert.equal(nginx(name, "return 200;"), 1, name);
    assert.equal(found(ingress({ "haproxy.org/backend-config-snippet": "x" })).length, 1);
  });

  it("refuses a backend that is no Service", () => {
    const backend = (kind: string) => ({ [kind]: { name: "x" } });
    const spec = (kind: string) => ({
      defaultBackend: backend(kind),
      rules: [{ http: { paths: [{ backend: backend(kind) }] } }],
    });
    assert.deepEqual(found(ingress({}, spec("resource"))), [
      "spec.defaultBackend.resource",
      "spec.rules[0].http.paths[0].backend.resource",
    ]);
    assert.deepEqual(found(ingress({}, spec("service"))), []);
    assert.deepEqual(found(ingress({}, { defaultBackend: null, rules: null })), []);
  });

  it("leaves the hosts alone that callers come by", () => {
    assert.deepEqual(found(ingress({}, { rules: [{ host: "models.example.com" }] })), []);
  });

  it("reads Traefik's kinds and the controller's own settings", () => {
    const forward = (address: string) => ({
      apiVersion: "traefik.io/v1alpha1",
      kind: "Middleware",
      metadata: { name: "it", namespace: "team" },
      spec: { forwardAuth: { address } },
    });
    assert.deepEqual(found(forward("https://evil.com/auth")), ["spec.forwardAuth.address"]);
    assert.deepEqual(found(forward("http://auth.team.svc/auth")), []);
    assert.deepEqual(
      found(configMap({ "allow-snippet-annotations": "true", "http-snippet": "x" })),
      ['data["allow-snippet-annotations"]', 'data["http-snippet"]'].map((path) =>
        path.replace(/\["([\w-]+)"\]/, ".$1"),
      ),
    );
    assert.deepEqual(found(configMap({ "allow-snippet-annotations": "false" })), []);
  });
});
