import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outsideHost, publicName } from "./making/hosts";
import { anywhere, made, serving } from "./making/places";
import { objectWay } from "./making/way";

const NETWORKING = ["v1", "v1beta1", "v1alpha3"].map((version) => `networking.istio.io/${version}`);
const GATEWAY_API = ["v1", "v1beta1", "v1alpha2"].map(
  (version) => `gateway.networking.k8s.io/${version}`,
);

type Spec = readonly [kind: string, spec: object];

const virtualService = (random: Random): object => {
  const host = outsideHost(random);
  const away = { destination: { host, port: { number: 443 } } };
  const home = { destination: { host: "seldon-mesh.team-a.svc.cluster.local" } };
  const route = [home];
  return random.pick<object>([
    { hosts: ["*"], http: [{ route: random.shuffle([home, away]) }] },
    { hosts: ["models"], http: [{ route }, { route: [away] }] },
    { hosts: ["models"], http: [{ route, mirror: away.destination }] },
    { hosts: ["models"], http: [{ route, mirrors: [{ ...away, percentage: { value: 1 } }] }] },
    { hosts: ["models"], tcp: [{ route: [away] }] },
    { hosts: ["models"], tls: [{ match: [{ sniHosts: ["*"] }], route: [away] }] },
    { hosts: ["models"], http: [{ route, rewrite: { authority: host } }] },
    { hosts: ["models"], http: [{ redirect: { authority: publicName(random) } }] },
  ]);
};

const gatewayRoute = (random: Random): Spec => {
  const name = publicName(random);
  const away = { group: "networking.istio.io", kind: "Hostname", name, port: 443 };
  const home = { name: "seldon-mesh", port: 80 };
  const mirror = { type: "RequestMirror", requestMirror: { backendRef: away } };
  const redirect = { type: "RequestRedirect", requestRedirect: { hostname: name } };
  return random.pick<Spec>([
    ["HTTPRoute", { rules: [{ backendRefs: random.shuffle([home, away]) }] }],
    ["HTTPRoute", { rules: [{ filters: [mirror], backendRefs: [home] }] }],
    ["HTTPRoute", { rules: [{ backendRefs: [{ ...home, filters: [mirror] }] }] }],
    ["HTTPRoute", { rules: [{ filters: [redirect], backendRefs: [home] }] }],
    ["GRPCRoute", { rules: [{ backendRefs: [away] }] }],
    ["UDPRoute", { rules: [{ backendRefs: [away] }] }],
    ["TLSRoute", { hostnames: [name], rules: [{ backendRefs: [away] }] }],
    ["TCPRoute", { rules: [{ backendRefs: [away] }] }],
  ]);
};

const route = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const [kind, spec] = random.maybe(65)
    ? (["VirtualService", virtualService(random)] as const)
    : gatewayRoute(random);
  const versions = kind === "VirtualService" ? NETWORKING : GATEWAY_API;
  const object = made(random, random.pick(versions), kind, anywhere(random, stack), { spec });
  return [JSON.stringify(spec), object];
};

/** Between proxies in plain text, or TLS with somebody who is none of the mesh. */
const destinationRule = (random: Random, stack: readonly Raw[]): object => {
  const host = `${random.pick(["seldon-scheduler", "seldon-mesh"])}.${random.pick(serving(stack))}.svc.cluster.local`;
  const tls = { mode: "DISABLE" };
  return random.pick<object>([
    { host, trafficPolicy: { tls } },
    { host: "*.local", trafficPolicy: { tls } },
    { host: "*", trafficPolicy: { tls } },
    { host, trafficPolicy: { portLevelSettings: [{ port: { number: 9004 }, tls }] } },
    { host, subsets: [{ name: "v1", trafficPolicy: { tls } }] },
    { host, trafficPolicy: { tls: { mode: "SIMPLE", insecureSkipVerify: true } } },
    { host: publicName(random), trafficPolicy: { tls: { mode: "SIMPLE" } } },
    { host, trafficPolicy: { tunnel: { targetHost: publicName(random), targetPort: 443 } } },
    { host: `*.${publicName(random)}`, trafficPolicy: { tls: { mode: "MUTUAL" } } },
  ]);
};

const peerAuthentication = (random: Random): object =>
  random.pick<object>([
    { mtls: { mode: "PERMISSIVE" } },
    { mtls: { mode: "DISABLE" } },
    { selector: {}, mtls: { mode: "PERMISSIVE" } },
    { selector: { matchLabels: {} }, mtls: { mode: "DISABLE" } },
    { selector: { matchLabels: { app: "x" } }, mtls: { mode: "DISABLE" } },
  ]);

const plain = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  if (random.maybe()) {
    const spec = destinationRule(random, stack);
    const version = random.pick(NETWORKING);
    const object = made(random, version, "DestinationRule", anywhere(random, stack), { spec });
    return [JSON.stringify(spec), object];
  }
  const spec = peerAuthentication(random);
  const version = random.pick(["security.istio.io/v1", "security.istio.io/v1beta1"]);
  const namespace = random.pick(["istio-system", anywhere(random, stack)]);
  return [JSON.stringify(spec), made(random, version, "PeerAuthentication", namespace, { spec })];
};

/** Ways that routes lead out by. */
export const meshTrafficWays: readonly Way[] = [
  objectWay(41, "routes-stay-inside", "a route that leads out", route),
  objectWay(42, "tls-stays-on", "traffic without the mesh's TLS", plain),
];
