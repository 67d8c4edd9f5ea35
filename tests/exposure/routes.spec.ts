import assert from "node:assert/strict";

import { tenantGateway, tenantRoutes } from "../../exposure/routes";
import { one } from "./stack";

const metadata = { name: "team-a", namespace: "istio-ingress" };
const gateway = (exposure: object, own: object = {}) => {
  const { tenant, platform } = one({ type: "metalLb", ...exposure }, own);
  return tenantGateway(tenant, platform);
};
const routes = (exposure: object, own: object = {}) => {
  const { tenant, platform } = one({ type: "metalLb", ...exposure }, own);
  return tenantRoutes(tenant, platform);
};

describe("a tenant's Gateway", () => {
  it("answers for its host on HTTP, and to routes of its own namespace alone", () => {
    assert.deepEqual(gateway({}), {
      apiVersion: "networking.istio.io/v1",
      kind: "Gateway",
      metadata,
      spec: {
        selector: { app: "istio-ingressgateway", istio: "ingressgateway" },
        servers: [
          {
            port: { number: 80, name: "http", protocol: "HTTP" },
            hosts: ["./team-a.seldon.internal"],
          },
        ],
      },
    });
  });

  it("answers on HTTPS with the certificate of the door", () => {
    const [, https] = gateway({ tls: {} }).spec.servers;
    assert.deepEqual(https, {
      port: { number: 443, name: "https", protocol: "HTTPS" },
      hosts: ["./team-a.seldon.internal"],
      tls: { mode: "SIMPLE", credentialName: "seldon-models-tls" },
    });
  });

  it("answers with a Secret that others made", () => {
    const [, https] = gateway({ tls: { secretName: "company-tls" } }).spec.servers;
    assert.deepEqual(https && "tls" in https && https.tls, {
      mode: "SIMPLE",
      credentialName: "company-tls",
    });
  });
});

describe("a tenant's routes", () => {
  const models = {
    name: "models",
    route: [
      { destination: { host: "seldon-mesh.team-a.svc.cluster.local", port: { number: 80 } } },
    ],
    timeout: "600s",
    retries: { attempts: 0 },
  };

  it("lead its host to its models, headers and paths as they are", () => {
    assert.deepEqual(routes({}, { host: "fraud.test" }), {
      apiVersion: "networking.istio.io/v1",
      kind: "VirtualService",
      metadata,
      spec: { hosts: ["fraud.test"], gateways: ["team-a"], exportTo: ["."], http: [models] },
    });
  });

  it("send HTTP to HTTPS without making a GET of a POST", () => {
    const redirect = { scheme: "https", redirectCode: 308 };
    assert.deepEqual(routes({ tls: {} }).spec.http, [
      { name: "to-https", match: [{ port: 80 }], redirect },
      models,
    ]);
  });

  it("send HTTP to the NodePort of HTTPS where callers come by NodePorts", () => {
    const [redirect] = routes({ type: "nodePort", tls: {} }).spec.http;
    assert.ok(redirect && "redirect" in redirect);
    assert.deepEqual(redirect.redirect, { scheme: "https", redirectCode: 308, port: 31443 });
  });
});
