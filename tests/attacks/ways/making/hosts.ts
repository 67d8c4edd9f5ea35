import type { Random } from "../../random";

/** The one host that the site takes images from. */
export const HARBOR = "harbor.mlops.internal";

/** Public registries. */
export const PUBLIC_REGISTRIES = [
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "ghcr.io",
  "quay.io",
  "gcr.io",
  "registry.k8s.io",
  "nvcr.io",
  "mcr.microsoft.com",
  "public.ecr.aws",
  "registry.gitlab.com",
];

/** Names of hosts out in the world. */
export const publicName = (random: Random): string =>
  random.pick([
    "example.com",
    "api.example.org",
    "storage.googleapis.com",
    "s3.amazonaws.com",
    "huggingface.co",
    "github.com",
    "raw.githubusercontent.com",
    `${random.word()}.example.net`,
    `${random.word()}.${random.word(4)}.io`,
    "xn--bcher-kva.example",
    "bücher.example.org",
  ]);

/** IPv4 addresses out in the world. */
export const publicIPv4 = (random: Random): string =>
  [
    random.pick([1, 8, 34, 52, 93, 104, 142, 151, 185, 216]),
    random.int(1, 254),
    random.int(1, 254),
    random.int(1, 254),
  ].join(".");

const IPV6 = ["2606:4700:4700::1111", "2001:4860:4860::8888"];

/** IPv4 and IPv6 addresses as fields for addresses hold them. */
export const publicAddress = (random: Random): string =>
  random.pick([publicIPv4(random), publicIPv4(random), ...IPV6]);

/** The address in a form that resolvers read too, however odd. */
function spelt(random: Random, address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (part: number) => part.toString(16);
  return random.pick([
    address,
    String(whole),
    `0x${hex(whole)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((part) => `0x${hex(part)}`).join("."),
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join("."),
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${address}]`,
    `[::FFFF:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `${address}.`,
  ]);
}

/** A public name as people and attackers spell it. */
function speltName(random: Random, name: string): string {
  const mixed = Array.from(name, (letter) => (random.maybe() ? letter.toUpperCase() : letter));
  return random.pick([name, name, name.toUpperCase(), mixed.join(""), `${name}.`]);
}

/** A name that reads like Harbor's, or like a Service, and is neither. */
export const lookAlike = (random: Random): string =>
  random.pick([
    `${HARBOR}.example.com`,
    `${HARBOR}-${random.word(3)}.net`,
    `${random.word(3)}-${HARBOR}`,
    `${HARBOR}.${random.word(4)}.io`,
    "harbor-mlops.internal",
    "harbor.mlops.lnternal",
    "harbоr.mlops.internal",
    "minio.model-store.svc.cluster.local.example.com",
    "minio.model-store.svc.example.com",
    `svc.cluster.local.${random.word()}.com`,
    `${random.word()}svc.cluster.local.example.org`,
  ]);

/** A name of somewhere outside, however spelt. */
export const outsideName = (random: Random): string =>
  random.maybe(70) ? speltName(random, publicName(random)) : lookAlike(random);

/** The host of somewhere outside, spelt in one of many ways. */
export const outsideHost = (random: Random): string =>
  random.pick([
    () => outsideName(random),
    () => outsideName(random),
    () => outsideName(random),
    () => publicIPv4(random),
    () => spelt(random, publicIPv4(random)),
    () => `[${random.pick(IPV6)}]`,
  ])();

/** `host:port` of somewhere outside. */
export const outsideHostPort = (random: Random): string =>
  `${outsideHost(random)}:${random.pick([80, 443, 4317, 8080, 8443, 9092, 50051])}`;

/** `host[:port]` of somewhere outside. */
export const outside = (random: Random): string =>
  random.maybe(40) ? outsideHostPort(random) : outsideHost(random);

const SCHEMES = ["http", "https", "http", "https", "http", "https", "ftp", "wss", "tcp", "grpc"];

/** A URL of somewhere outside; some with the name of somebody inside before the @, or behind the host. */
export function outsideUrl(random: Random, schemes: readonly string[] = SCHEMES): string {
  const scheme = random.pick(schemes);
  const users = [
    "user:pass@",
    `${HARBOR}@`,
    "minio.model-store.svc@",
    "minio.model-store.svc:9000@",
  ];
  const user = random.maybe(25) ? random.pick(users) : "";
  const path = random.pick([
    "",
    "/",
    `/${random.word()}`,
    `/${random.word()}/x?a=b`,
    "/minio.model-store.svc",
    "?next=http://localhost",
  ]);
  return `${random.maybe(20) ? scheme.toUpperCase() : scheme}://${user}${outside(random)}${path}`;
}
