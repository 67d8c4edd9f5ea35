import assert from "node:assert/strict";

import type { KubernetesObject } from "../../../policy/kubernetes-object";
import { AddressSet } from "../../../policy/reach/sets/address-set";
import { passage, type Call } from "../../../policy/reach/mesh/call";
import type { Mesh } from "../../../policy/reach/mesh/mesh";
import * as make from "./objects";

const { meshWith, pods, peerAuthentication, registryOnly, serviceEntry } = make;

const web = pods("shop", "web");
const till = pods("shop", "till");
const outsider = pods("plain", "job");
const strict = peerAuthentication("istio-system", "STRICT");

const asked = (mesh: Mesh, call: Partial<Call>) =>
  passage({ from: till, to: web, protocol: "TCP", port: 80, byService: true, ...call }, mesh);
const answer = (mesh: Mesh, call: Partial<Call> = {}) => asked(mesh, call).answer;
const traffic = (name: string, value: string) => ({
  annotations: { [`traffic.sidecar.istio.io/${name}`]: value },
});

describe("a call in the mesh", () => {
  it("passes a STRICT port with the caller's certificate, and not without", () => {
    const mesh = meshWith(strict);
    assert.equal(answer(mesh), "yes");
    assert.equal(answer(mesh, { from: outsider }), "no");
    assert.equal(answer(mesh, { from: AddressSet.parse("10.0.0.0/8") }), "no");
    assert.deepEqual(asked(mesh, { from: outsider }).reasons, [
      "shop/web[Deployment] takes TCP 80 by mutual TLS alone (STRICT), and plain/job[Deployment] calls in plain text",
    ]);
  });

  it("is in plain text where no Service says who is there, so that STRICT refuses it", () => {
    const open = peerAuthentication("shop", "STRICT", "web", { "80": "PERMISSIVE" });
    assert.equal(answer(meshWith(strict), { byService: false }), "no");
    assert.equal(answer(meshWith(strict, open), { byService: false }), "yes");
    assert.equal(answer(meshWith(strict, open), { from: outsider }), "yes");
    assert.equal(answer(meshWith(strict, open), { from: outsider, port: 81 }), "no");
  });

  it("has no name in plain text, so that only rules without one let it in", () => {
    const port = { to: [{ operation: { ports: ["80"] } }] };
    const proved = make.authorizationPolicy("shop", {
      rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/till"] } }], ...port }],
    });
    const plain = make.authorizationPolicy("shop", { rules: [port] });
    assert.equal(answer(meshWith(proved)), "yes");
    assert.equal(answer(meshWith(proved), { byService: false }), "no");
    assert.equal(answer(meshWith(proved), { from: pods("shop", "other") }), "no");
    assert.equal(answer(meshWith(proved, plain), { byService: false }), "yes");
    assert.match(
      asked(meshWith(proved), { byService: false }).reasons[0] ?? "",
      /there are: shop\/authorizationpolicy/,
    );
  });

  it("goes out to what the registry knows, and under ALLOW_ANY to all", () => {
    const to = AddressSet.parse("10.7.0.1/32");
    const entry = (spec: object) =>
      serviceEntry("shop", {
        hosts: ["store.shop.internal"],
        ports: [{ number: 80, protocol: "TCP" }],
        ...spec,
      });
    const out = (...objects: readonly KubernetesObject[]) =>
      answer(meshWith(registryOnly, ...objects), { to, byService: false });
    assert.equal(answer(meshWith(), { to, byService: false }), "yes");
    assert.equal(out(), "no");
    assert.equal(out(entry({})), "yes");
    assert.equal(out(entry({ addresses: ["10.7.0.0/24"] })), "yes");
    assert.equal(out(entry({ addresses: ["10.8.0.1"] })), "no");
    assert.equal(out(entry({ ports: [{ number: 81, protocol: "TCP" }] })), "no");
    assert.equal(out(serviceEntry("bank", { ...entry({}).spec, exportTo: ["."] })), "no");
    assert.equal(out(serviceEntry("bank", { ...entry({}).spec, exportTo: ["shop"] })), "yes");
  });

  it("is told apart by its name where an entry is of HTTP", () => {
    const to = AddressSet.parse("0.0.0.0/0");
    const named = serviceEntry("shop", {
      hosts: ["*.test"],
      ports: [{ number: 80, protocol: "HTTP" }],
    });
    const mesh = meshWith(registryOnly, named);
    assert.equal(answer(mesh, { to, byService: false, hosts: ["usage.test"] }), "yes");
    assert.equal(answer(mesh, { to, byService: false, hosts: ["usage.example"] }), "no");
  });

  it("needs its destination among what a Sidecar lets the proxy know", () => {
    const only = (...hosts: string[]) =>
      answer(
        meshWith(
          make.sidecar("shop", {
            outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
            egress: [{ hosts }],
          }),
        ),
        { to: pods("bank", "web") },
      );
    assert.equal(only("*/*"), "yes");
    assert.equal(only("./*", "bank/*"), "yes");
    assert.equal(only("./*"), "no");
    assert.equal(only("bank/web.bank.svc.cluster.local"), "maybe");
  });

  it("passes no proxy where it is told to go round it", () => {
    const to = AddressSet.parse("10.7.0.1/32");
    const out = (name: string, value: string) =>
      answer(meshWith(registryOnly), {
        from: { ...till, ...traffic(name, value) },
        to,
        byService: false,
      });
    assert.equal(out("excludeOutboundPorts", "80"), "yes");
    assert.equal(out("excludeOutboundPorts", "81"), "no");
    assert.equal(out("excludeOutboundIPRanges", "10.7.0.0/16"), "yes");
    assert.equal(out("includeOutboundIPRanges", "10.8.0.0/16"), "yes");
    assert.equal(out("includeOutboundIPRanges", "*"), "no");
  });

  it("has no name where its own proxy is gone round, and maybe none where that cannot be told", () => {
    const round = { ...till, ...traffic("excludeOutboundPorts", "80") };
    const somewhere = { ...till, ...traffic("excludeOutboundIPRanges", "10.0.0.0/8") };
    assert.equal(answer(meshWith(strict), { from: round }), "no");
    assert.equal(answer(meshWith(strict), { from: somewhere }), "maybe");
    assert.equal(answer(meshWith(), { from: somewhere }), "yes");
  });

  it("is looked at by nobody at a port that goes past the called proxy", () => {
    const past = { ...web, ...traffic("excludeInboundPorts", "80") };
    assert.equal(answer(meshWith(strict), { from: outsider, to: past }), "yes");
    assert.equal(answer(meshWith(strict), { to: past }), "no");
    assert.equal(answer(meshWith(strict), { from: outsider, port: 15020 }), "yes");
    assert.equal(answer(meshWith(strict), { from: outsider, protocol: "UDP" }), "yes");
  });

  it("comes from a gateway with its certificate, and to one without", () => {
    const gateway = pods("istio-ingress", "door", {
      labels: { "sidecar.istio.io/inject": "true" },
      annotations: { "inject.istio.io/templates": "gateway" },
    });
    const mesh = meshWith(registryOnly, strict);
    assert.equal(answer(mesh, { from: gateway }), "yes");
    assert.equal(answer(mesh, { from: AddressSet.parse("10.0.0.0/8"), to: gateway }), "yes");
    const closed = make.authorizationPolicy("istio-system", {});
    assert.equal(answer(meshWith(closed), { from: outsider, to: gateway }), "no");
  });
});
