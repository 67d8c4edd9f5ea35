import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { HARBOR, outsideHost, outsideUrl, publicIPv4, publicName } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

const EXTENSIONS = ["extensions.istio.io/v1alpha1", "extensions.istio.io/v1"];
const NETWORKING = ["v1", "v1beta1", "v1alpha3"].map((version) => `networking.istio.io/${version}`);

const code = (random: Random): string =>
  random.pick([
    () => outsideUrl(random),
    () => `oci://${random.pick(["ghcr.io", "docker.io"])}/${random.word()}/filter:1.0.0`,
    () => `oci://${HARBOR}.example.com/mirror/filter:1.0.0`,
    () => `ghcr.io/${random.word()}/filter@sha256:${"0a".repeat(32)}`,
    () => `${random.word()}/filter:1`,
    () => `oci://${HARBOR}/mirror/filter:latest`,
  ])();

const wasm = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const url = code(random);
  const spec = {
    url,
    imagePullPolicy: "Always",
    selector: { matchLabels: { app: random.word() } },
  };
  const object = made(random, random.pick(EXTENSIONS), "WasmPlugin", anywhere(random, stack), {
    spec,
  });
  return [url, object];
};

const extension = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const url = code(random);
  const spec = { phase: "AUTHN", wasm: { url, imagePullSecret: "elsewhere" } };
  const object = made(
    random,
    random.pick(EXTENSIONS),
    "TrafficExtension",
    anywhere(random, stack),
    {
      spec,
    },
  );
  return [url, object];
};

const envoyFilter = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const [address, port] = [outsideHost(random), 443];
  const endpoint = { address: { socket_address: { address, port_value: port } } };
  const lua = `function envoy_on_request(h) h:httpCall("c", {[":authority"]="${address}"}, "", 1) end`;
  const [applyTo, value] = random.pick<readonly [string, object]>([
    [
      "CLUSTER",
      { type: "STRICT_DNS", load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint }] }] } },
    ],
    ["HTTP_FILTER", { name: "envoy.filters.http.lua", typed_config: { inlineCode: lua } }],
    [
      "NETWORK_FILTER",
      { typed_config: { access_log: { grpc_service: { google_grpc: { target_uri: address } } } } },
    ],
    ["BOOTSTRAP", { stats_sinks: [{ name: "envoy.statsd" }] }],
    ["HTTP_ROUTE", { route: { host_rewrite_literal: address } }],
  ]);
  const patch = { operation: random.pick(["ADD", "MERGE", "INSERT_BEFORE"]), value };
  return [
    `${applyTo} to ${address}`,
    made(random, "networking.istio.io/v1alpha3", "EnvoyFilter", anywhere(random, stack), {
      spec: { configPatches: [{ applyTo, patch }] },
    }),
  ];
};

const serviceEntry = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const name = publicName(random);
  const port = { number: 443, name: "tls", protocol: "TLS" };
  const inside = "store.model-store.svc.cluster.local";
  const [kind, spec] = random.pick<readonly [string, object]>([
    [
      "ServiceEntry",
      { hosts: [name], location: "MESH_EXTERNAL", resolution: "DNS", ports: [port] },
    ],
    ["ServiceEntry", { hosts: random.shuffle([inside, name]), resolution: "DNS", ports: [port] }],
    [
      "ServiceEntry",
      { hosts: [`*.${name}`], location: "MESH_EXTERNAL", resolution: "NONE", ports: [port] },
    ],
    ["ServiceEntry", { hosts: ["*.com"], resolution: "DYNAMIC_DNS", ports: [port] }],
    [
      "ServiceEntry",
      { hosts: [inside], resolution: "DNS", endpoints: [{ address: name }], ports: [port] },
    ],
    [
      "ServiceEntry",
      {
        hosts: [inside],
        resolution: "STATIC",
        endpoints: [{ address: publicIPv4(random) }],
        ports: [port],
      },
    ],
    [
      "ServiceEntry",
      {
        hosts: ["agents.internal"],
        addresses: [publicIPv4(random)],
        resolution: "NONE",
        ports: [port],
      },
    ],
    [
      "ServiceEntry",
      { hosts: ["agents.internal"], addresses: ["0.0.0.0/0"], resolution: "NONE", ports: [port] },
    ],
    [
      "ServiceEntry",
      { hosts: [name.toUpperCase()], location: "MESH_INTERNAL", resolution: "DNS", ports: [port] },
    ],
    ["WorkloadEntry", { address: random.pick([name, publicIPv4(random)]), labels: { app: "x" } }],
  ]);
  const object = made(random, random.pick(NETWORKING), kind, anywhere(random, stack), { spec });
  return [JSON.stringify(spec), object];
};

const tokenKeys = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const url = outsideUrl(random);
  const inside = { issuer: "inside", jwks: '{"keys":[]}' };
  const rule = random.pick<object>([
    { issuer: "inside", jwksUri: url },
    { issuer: url, jwksUri: url, forwardOriginalToken: true },
    { issuer: "inside", jwks_uri: url },
    { issuer: "https://accounts.google.com" },
    { issuer: `https://${publicName(random)}`, audiences: ["models"] },
  ]);
  const jwtRules = random.shuffle([rule, ...(random.maybe() ? [inside] : [])]);
  const version = random.pick(["security.istio.io/v1", "security.istio.io/v1beta1"]);
  const object = made(random, version, "RequestAuthentication", anywhere(random, stack), {
    spec: { jwtRules },
  });
  return [JSON.stringify(rule), object];
};

/** Ways that the mesh carries something out by. */
export const meshWays: readonly Way[] = [
  objectWay(37, "mesh-code-is-local", "code for proxies from outside", wasm),
  objectWay(38, "mesh-code-is-local", "an extension from outside", extension),
  objectWay(39, "no-envoy-filters", "a patch of Envoy's own settings", envoyFilter),
  objectWay(40, "service-entries-stay-inside", "a name outside made one of the mesh", serviceEntry),
  objectWay(44, "token-keys-are-inside", "keys that istiod fetches outside", tokenKeys),
];
