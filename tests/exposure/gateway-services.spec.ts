import assert from "node:assert/strict";

import { gatewayPods, gatewayRelease } from "../../exposure/gateway-pods";
import { gatewayServices } from "../../exposure/gateway-services";
import { realData } from "../charts/real-data";
import { stack } from "./stack";

const clients = ["10.0.0.0/8"];
const services = (exposure: object, ...own: object[]) =>
  gatewayServices(
    stack({
      exposure: { clients, ...exposure },
      tenants: [{}, ...own].map((each, index) => ({
        name: `team-${String(index)}`,
        exposure: each,
      })),
    }),
  );
const http = { name: "http", port: 80, targetPort: 80 };
const https = { name: "https", port: 443, targetPort: 443 };
const selector = { app: "istio-ingressgateway", istio: "ingressgateway" };

describe("the Services before the gateway", () => {
  it("are none where nobody comes through it", () => {
    for (const type of ["direct", "ingressNginx", "none"]) assert.deepEqual(services({ type }), []);
  });

  it("are the cloud's load balancer with the annotations that it reads, open to the callers alone", () => {
    const annotations = { "cloud.test/internal": "true" };
    assert.deepEqual(services({ type: "cloudLoadBalancer", annotations }), [
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "istio-ingressgateway-cloud", namespace: "istio-ingress", annotations },
        spec: {
          type: "LoadBalancer",
          externalTrafficPolicy: "Local",
          loadBalancerSourceRanges: clients,
          ports: [http],
          selector,
        },
      },
    ]);
  });

  it("are MetalLB's, at its fixed address, and without a port on the nodes", () => {
    const [service] = services({ type: "metalLb", address: "10.20.0.100", tls: {} });
    assert.deepEqual(service, {
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "istio-ingressgateway-metallb",
        namespace: "istio-ingress",
        annotations: { "metallb.io/loadBalancerIPs": "10.20.0.100" },
      },
      spec: {
        type: "LoadBalancer",
        externalTrafficPolicy: "Local",
        loadBalancerSourceRanges: clients,
        allocateLoadBalancerNodePorts: false,
        ports: [http, https],
        selector,
      },
    });
  });

  it("ask MetalLB for nothing where any address will do", () => {
    assert.equal(services({ type: "metalLb" })[0]?.metadata.annotations, undefined);
  });

  it("are fixed ports on every node, made once for a hardware load balancer and for plain NodePorts", () => {
    const [service, ...more] = services(
      { type: "nodePort", tls: {} },
      { type: "hardwareLoadBalancer" },
    );
    assert.deepEqual(more, []);
    assert.equal(service?.metadata.name, "istio-ingressgateway-nodeport");
    assert.deepEqual(service.spec, {
      type: "NodePort",
      externalTrafficPolicy: "Cluster",
      ports: [
        { ...http, nodePort: 31080 },
        { ...https, nodePort: 31443 },
      ],
      selector,
    });
  });

  it("are one for each kind of way in, by names of their own", () => {
    const all = services({ type: "metalLb" }, { type: "nodePort" }, { type: "cloudLoadBalancer" });
    assert.deepEqual(
      all.map(({ metadata }) => metadata.name),
      [
        "istio-ingressgateway-cloud",
        "istio-ingressgateway-metallb",
        "istio-ingressgateway-nodeport",
      ],
    );
  });

  it("open HTTPS only where there is TLS", () => {
    assert.deepEqual(services({ type: "nodePort" })[0]?.spec.ports, [{ ...http, nodePort: 31080 }]);
  });
});

describe("the labels of the gateway's pods", () => {
  it("follow from the name of the chart's release", () => {
    assert.deepEqual(gatewayPods(gatewayRelease), selector);
  });

  it("are those that the real chart renders for another release", function () {
    const rendered = realData(this, "istio-1.30.3/gateway.rendered.yaml");
    const { app, istio } = gatewayPods("istio-gateway");
    assert.match(rendered, new RegExp(`selector:\\n +app: ${app}\\n +istio: ${istio}\\n`));
  });
});
