import assert from "node:assert/strict";
import { configMap, deployment, findingsOf } from "./objects";

const found = (...documents: unknown[]) => findingsOf("images-come-from-harbor", documents);
const container = (fields: object) => deployment({ containers: [{ name: "c", ...fields }] });

describe("images-come-from-harbor, on texts that only resemble an image", () => {
  const harmless = [
    "seldon-scheduler:9004",
    "seldon-kafka-bootstrap.seldon-mesh:9092",
    "seldon-kafka-bootstrap.seldon-mesh.svc.cluster.local:9093",
    "https://docker.io/team/x:1",
    "http://hodometer.seldon.io",
    "/var/run/x.sock:/x",
    "12:30:00",
    "2025-07-09T10:00:00Z",
    "prometheus.io/path",
    "prometheus.io/path: /metrics",
    "rbac.authorization.k8s.io/v1",
    "mlops.seldon.io/v1alpha1",
    "application/vnd.docker.distribution.manifest.v2+json",
    "cluster.local/ns/istio-system/sa/istiod",
    "localhost:15021/healthz/ready",
    "example.com/docs/page.html",
    "system:serviceaccount:team:default",
    "10.0.0.0/8",
    "Pull the image now, or image the disk: both work.",
    "--image-pull-policy=Always --image-pull-policy IfNotPresent",
    "{{ .ProxyImage }}",
    "-----BEGIN CERTIFICATE-----\nMIIB/Az:9+ab\n-----END CERTIFICATE-----\n",
  ];
  for (const text of harmless)
    it(`accepts ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        found(configMap({ text }), container({ args: [text], env: [{ name: "X", value: text }] })),
        [],
      );
    });

  it("reads a megabyte without spaces in no time", () => {
    const start = Date.now();
    assert.deepEqual(found(configMap({ blob: "aZ0/".repeat(250_000) })), []);
    assert.ok(Date.now() - start < 2_000);
  });
});
