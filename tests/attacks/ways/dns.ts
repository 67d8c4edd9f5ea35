import type { Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { outsideHost, outsideName, publicAddress, publicIPv4 } from "./making/hosts";
import { newName } from "./making/names";
import { anywhere } from "./making/places";
import { podWay, specOf } from "./making/pod-way";
import { way } from "./making/way";

const corefile = (forward: string): string =>
  `.:53 {\n    errors\n    kubernetes cluster.local in-addr.arpa ip6.arpa {\n      pods insecure\n    }\n    ${forward}\n    cache 30\n}\n`;

const forwardTo = (random: Random): string => {
  const target = random.pick([
    publicIPv4(random),
    `${publicIPv4(random)}:53`,
    `tls://${publicIPv4(random)}`,
    "dns://9.9.9.9",
    `10.20.0.53 ${publicIPv4(random)}`,
    "/etc/resolv.conf",
    "[2001:4860:4860::8888]:53",
  ]);
  return random.pick([
    `forward . ${target}`,
    `forward . ${target} {\n      max_concurrent 1000\n    }`,
    `forward\t.  ${target}`,
  ]);
};

const dnsMap = (name: string, data: object) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "kube-system" },
  data,
});

const RESOLVERS: readonly ((random: Random) => object)[] = [
  (random) => dnsMap("coredns", { Corefile: corefile(forwardTo(random)) }),
  (random) =>
    dnsMap("coredns-custom", {
      "out.server": `example.org:53 {\n  ${forwardTo(random)}\n}\n`,
    }),
  (random) => dnsMap("coredns-custom", { "more.override": `${forwardTo(random)}\n` }),
  (random) =>
    dnsMap("node-local-dns", {
      Corefile: corefile(`forward . ${publicIPv4(random)} {\n      force_tcp\n    }`),
    }),
  (random) =>
    dnsMap("kube-dns", { upstreamNameservers: JSON.stringify(["10.20.0.53", publicIPv4(random)]) }),
  (random) =>
    dnsMap("kube-dns", { stubDomains: JSON.stringify({ "example.org": [publicIPv4(random)] }) }),
];

const HOSTNAME = "external-dns.alpha.kubernetes.io/hostname";

const PUBLISHED: readonly ((random: Random, home: string) => object)[] = [
  (random, home) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: newName(random),
      namespace: home,
      annotations: {
        [random.pick([
          HOSTNAME,
          "external-dns.alpha.kubernetes.io/internal-hostname",
          "external-dns.alpha.kubernetes.io/target",
        ])]: "data-in-a-label.example.org",
      },
    },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
  }),
  (random, home) => ({
    apiVersion: random.pick(["networking.k8s.io/v1", "networking.k8s.io/v1beta1"]),
    kind: "Ingress",
    metadata: {
      name: newName(random),
      namespace: home,
      annotations: { [HOSTNAME]: outsideName(random) },
    },
    spec: { defaultBackend: { service: { name: "web", port: { number: 80 } } } },
  }),
  (random, home) => ({
    apiVersion: "externaldns.k8s.io/v1alpha1",
    kind: "DNSEndpoint",
    metadata: { name: newName(random), namespace: home },
    spec: {
      endpoints: [{ dnsName: "x.example.org", recordType: "TXT", targets: [random.word(12)] }],
    },
  }),
  (random, home) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "external-dns", namespace: home },
    spec: {
      template: {
        metadata: { labels: { app: "external-dns" } },
        spec: {
          containers: [
            {
              name: "external-dns",
              image: "harbor.mlops.internal/mirror/external-dns/external-dns:v0.15.0",
              args: ["--source=service", `--provider=${random.pick(["aws", "google", "azure"])}`],
            },
          ],
        },
      },
    },
  }),
];

/** Ways 70, 79 and 81: names are asked, and told, where nobody else listens. */
export const DNS: readonly Way[] = [
  podWay(70, "pods-ask-the-cluster-dns", "a pod that asks a resolver outside", [
    specOf("nameservers of its own", (random) => ({
      dnsPolicy: "None",
      dnsConfig: { nameservers: random.shuffle(["10.96.0.10", publicAddress(random)]) },
    })),
    specOf("a further nameserver", (random) => ({
      dnsConfig: { nameservers: [publicAddress(random)] },
    })),
    specOf("the node's resolver", () => ({ dnsPolicy: "Default" })),
    specOf("a name for an address outside", (random) => ({
      hostAliases: random.shuffle([
        { ip: "127.0.0.1", hostnames: ["local.test"] },
        { ip: publicAddress(random), hostnames: ["minio.model-store.svc"] },
      ]),
    })),
  ]),
  way(
    79,
    "cluster-dns-asks-inside",
    "cluster DNS that asks a resolver outside",
    (random, stack) => {
      const object = random.pick(RESOLVERS)(random);
      return { what: JSON.stringify(object), change: added(random, stack, object) };
    },
  ),
  way(81, "names-are-not-published", "a name that is told to the world", (random, stack) => {
    const object = random.pick(PUBLISHED)(random, anywhere(random, stack));
    return { what: JSON.stringify(object), change: added(random, stack, object) };
  }),
  way(75, "services-have-no-outside-name", "a Service that is a name outside", (random, stack) => {
    const service = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: newName(random), namespace: anywhere(random, stack) },
      spec: {
        type: "ExternalName",
        externalName: random.pick([outsideHost(random), outsideName(random), "kubernetes.io"]),
        ...(random.maybe() && { ports: [{ port: 443 }] }),
      },
    };
    return { what: service.spec.externalName, change: added(random, stack, service) };
  }),
];
