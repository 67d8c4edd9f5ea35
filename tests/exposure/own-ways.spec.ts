import assert from "node:assert/strict";

import { directService } from "../../exposure/direct-service";
import { tenantIngress } from "../../exposure/ingress";
import { one } from "./stack";

const direct = (exposure: object, own: object = {}, change: object = {}) => {
  const { tenant, platform } = one({ type: "direct", ...exposure }, own, change);
  return directService(tenant, platform);
};
const byLoadBalancer = { direct: { service: "loadBalancer" }, clients: ["10.0.0.0/8"] };

describe("a direct way in", () => {
  it("is a Service beside Seldon's own, at a fixed NodePort", () => {
    assert.deepEqual(direct({}, { nodePort: 32000 }, { istio: {} }), {
      metadata: {
        name: "seldon-models",
        namespace: "team-a",
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        type: "NodePort",
        externalTrafficPolicy: "Cluster",
        selector: { "app.kubernetes.io/name": "seldon-envoy" },
        ports: [{ name: "data", port: 80, targetPort: 9000, nodePort: 32000 }],
      },
    });
  });

  it("leaves the NodePort to the cluster where none is said", () => {
    assert.deepEqual(direct({}).spec.ports, [{ name: "http2-data", port: 80, targetPort: 9000 }]);
  });

  it("is a load balancer at the tenant's own address, open to the callers alone", () => {
    const { metadata, spec } = direct(byLoadBalancer, { address: "10.20.0.101" });
    assert.deepEqual(metadata.annotations, {
      "pulumi.com/waitFor": "jsonpath={.status.loadBalancer.ingress}",
      "metallb.io/loadBalancerIPs": "10.20.0.101",
    });
    assert.deepEqual(spec, {
      type: "LoadBalancer",
      externalTrafficPolicy: "Local",
      loadBalancerSourceRanges: ["10.0.0.0/8"],
      selector: { "app.kubernetes.io/name": "seldon-envoy" },
      ports: [{ name: "http2-data", port: 80, targetPort: 9000 }],
    });
  });
});

describe("a way in by ingress-nginx", () => {
  const ingress = (exposure: object) => {
    const { tenant, platform } = one({ type: "ingressNginx", ...exposure });
    return tenantIngress(tenant, platform);
  };

  it("leads the host to the tenant's models without rewriting a path", () => {
    const { metadata, spec } = ingress({});
    assert.deepEqual(
      Object.keys(metadata.annotations).filter((key) => key.includes("rewrite")),
      [],
    );
    assert.deepEqual(spec, {
      ingressClassName: "nginx",
      rules: [
        {
          host: "team-a.seldon.internal",
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "seldon-mesh", port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    });
  });

  it("has a certificate under TLS, and the class that the stack names", () => {
    const { spec } = ingress({ tls: {}, ingress: { className: "internal" } });
    assert.equal(spec.ingressClassName, "internal");
    assert.deepEqual(spec.tls, [
      { hosts: ["team-a.seldon.internal"], secretName: "seldon-models-tls" },
    ]);
  });
});
