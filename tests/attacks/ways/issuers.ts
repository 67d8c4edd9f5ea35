import { stringify } from "yaml";

import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outside, outsideUrl, publicIPv4 } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

const VERSIONS = ["v1", "v1beta1", "v1alpha3", "v1alpha2"].map(
  (version) => `cert-manager.io/${version}`,
);

const issuer = (random: Random, stack: readonly Raw[], spec: object): readonly [string, Raw] => {
  const kind = random.pick(["Issuer", "ClusterIssuer"]);
  const namespace = kind === "Issuer" ? anywhere(random, stack) : undefined;
  return [JSON.stringify(spec), made(random, random.pick(VERSIONS), kind, namespace, { spec })];
};

const dns01 = (random: Random): object =>
  random.pick<object>([
    { route53: { region: "eu-west-1" } },
    { cloudDNS: { project: random.word() } },
    { azureDNS: { resourceGroupName: "x", subscriptionID: "y" } },
    { cloudflare: { apiTokenSecretRef: { name: "x", key: "y" } } },
    { digitalocean: { tokenSecretRef: { name: "x", key: "y" } } },
    { akamai: { serviceConsumerDomain: "x.akamaiapis.net" } },
    { acmeDNS: { host: outsideUrl(random), accountSecretRef: { name: "x", key: "y" } } },
    { rfc2136: { nameserver: `${publicIPv4(random)}:53` } },
    { webhook: { groupName: "acme.example.com", solverName: "x" } },
  ]);

const signer = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const inside = "https://ca.model-store.svc/acme/directory";
  const privateKeySecretRef = { name: "account" };
  const acme = (server: string, solvers: object[]) => ({
    acme: { server, privateKeySecretRef, solvers },
  });
  const http01 = { http01: { ingress: { class: "istio" } } };
  const spec = random.pick<() => object>([
    () => acme("https://acme-v02.api.letsencrypt.org/directory", [http01]),
    () => acme(outsideUrl(random), [http01]),
    () => acme(inside, random.shuffle([http01, { dns01: dns01(random) }])),
    () => acme(inside, [{ selector: { dnsZones: ["a"] }, dns01: dns01(random) }]),
    () => ({ venafi: { zone: "x", cloud: { apiTokenSecretRef: { name: "x" } } } }),
    () => ({ venafi: { zone: "x", cloud: { url: outsideUrl(random) } } }),
    () => ({
      venafi: { zone: "x", tpp: { url: outsideUrl(random), credentialsRef: { name: "x" } } },
    }),
    () => ({ vault: { server: outsideUrl(random), path: "pki/sign/x", auth: {} } }),
    () => ({ vault: { server: "https://vault.cloud.hashicorp.com:8200", path: "x", auth: {} } }),
  ])();
  return issuer(random, stack, spec);
};

/** Addresses in each certificate that whoever checks it will ask. */
const asked = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const key = random.pick(["crlDistributionPoints", "ocspServers", "issuingCertificateURLs"]);
  const urls = random.shuffle([
    outsideUrl(random),
    ...(random.maybe() ? ["http://ca.model-store.svc/crl"] : []),
  ]);
  const isOwn = random.maybe(20);
  const spec = isOwn
    ? { selfSigned: { crlDistributionPoints: urls } }
    : { ca: { secretName: "platform-ca", [key]: urls } };
  return issuer(random, stack, spec);
};

const peer = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const peerAddress = random.pick([publicIPv4(random), "2606:4700::1", "10.99.0.1"]);
  const [apiVersion, kind, spec] = random.pick<readonly [string, string, object]>([
    ["metallb.io/v1beta2", "BGPPeer", { myASN: 64500, peerASN: 64501, peerAddress }],
    ["metallb.io/v1beta1", "BGPPeer", { myASN: 64500, peerASN: 13335, peerAddress }],
    [
      "metallb.io/v1beta2",
      "BGPPeer",
      { myASN: 64500, peerASN: 64501, peerAddress, ebgpMultiHop: true },
    ],
    [
      "metallb.io/v1beta2",
      "BGPPeer",
      { myASN: 64500, peerASN: 64501, peerAddress, password: "made-up" },
    ],
    ["metallb.io/v1beta2", "BGPPeer", { myASN: 64500, dynamicASN: "external", peerAddress }],
    ["metallb.io/v1beta2", "BGPPeer", { myASN: 64500, dynamicASN: "external", interface: "eth0" }],
    [
      "frrk8s.metallb.io/v1beta1",
      "FRRConfiguration",
      { raw: { rawConfig: `router bgp 64500\n neighbor ${peerAddress} remote-as 1` } },
    ],
    [
      "frrk8s.metallb.io/v1beta1",
      "FRRConfiguration",
      { bgp: { routers: [{ asn: 64500, neighbors: [{ address: peerAddress, asn: 64501 }] }] } },
    ],
  ]);
  return [JSON.stringify(spec), made(random, apiVersion, kind, pickHome(random, stack), { spec })];
};

/** Where MetalLB's own resources lie, if the stack has it. */
const pickHome = (random: Random, stack: readonly Raw[]): string =>
  stack.some(({ kind, metadata }) => kind === "Namespace" && metadata.name === "metallb-system")
    ? "metallb-system"
    : anywhere(random, stack);

const pool = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const address = publicIPv4(random);
  const addresses = random.pick([
    [`${address}/32`],
    [`${address}-${address}`],
    ["10.20.0.120-10.20.0.125", `${address}/32`],
    ["0.0.0.0/0"],
    ["9.255.255.250-10.0.0.5"],
    ["172.32.0.0/24"],
    ["2001:4860:4860::8888/128"],
    ["::/0"],
    ["10.0.0.0/7"],
    ["192.167.255.0-192.168.0.20"],
    ["10.20.1.0/24", "10.20.1.128-10.20.1.130"],
  ]);
  const fields = { spec: { addresses, autoAssign: random.maybe() } };
  const version = random.pick(["metallb.io/v1beta1", "metallb.io/v1beta2"]);
  return [
    addresses.join(", "),
    made(random, version, "IPAddressPool", pickHome(random, stack), fields),
  ];
};

/** What a workload's sidecar never sees: certificates, routers, addresses. */
export const issuerWays: readonly Way[] = [
  objectWay(50, "issuers-are-inside", "a signer outside", signer),
  objectWay(51, "issuers-are-inside", "certificates that send their readers outside", asked),
  objectWay(52, "bgp-peers-are-listed", "a router that nobody listed", peer),
  objectWay(53, "address-pools-are-private", "addresses of others, or twice the same", pool),
];

/** A login to another cluster, which istiod then asks for its Services, or the way to its gateway. */
const remote = (random: Random): readonly [string, Raw] => {
  if (random.maybe(25)) {
    const gateways = [{ address: outside(random), port: 15443 }];
    const networks = { other: { endpoints: [{ fromRegistry: "other" }], gateways } };
    const data = {
      mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }",
      meshNetworks: stringify({ networks }),
    };
    const settings = made(random, "v1", "ConfigMap", "istio-system", { data });
    const metadata = { ...settings.metadata, name: "istio" };
    return [data.meshNetworks, { ...settings, metadata }];
  }
  const server = `https://${outside(random)}`;
  const labels = { "istio/multiCluster": "true" };
  const annotations = { "networking.istio.io/cluster": random.word() };
  const object = made(random, "v1", "Secret", "istio-system", {
    type: "Opaque",
    stringData: { [random.word()]: JSON.stringify({ clusters: [{ cluster: { server } }] }) },
  });
  const metadata = { ...object.metadata, labels, ...(random.maybe() && { annotations }) };
  return [server, { ...object, metadata }];
};

/** Another cluster as a part of this one. */
export const remoteWays: readonly Way[] = [
  objectWay(49, "no-remote-clusters", "a login of istiod's to another cluster", remote),
];
