import * as pem from "../../certificates/made-up";
import { tenantsOf } from "./switches-tenants";
import type { Switched } from "./switches";

/** What a word stands for; nothing for the words that are not named. */
const by = <Word extends string>(word: Word, values: Partial<Record<Word, object>>) => values[word];

const inside = (host: number, port: number) => [{ cidrs: [`10.20.0.${String(host)}/32`], port }];
const acme = { email: "platform@example.test" };
const peer = { name: "spine", address: "10.20.0.2", asn: 64512, myAsn: 64513 };
const pools = [{ name: "doors", addresses: ["10.20.0.100-10.20.0.109"] }];
const registry = { host: "harbor.test", prefix: "mirror", username: "robot$pull" };

const given = {
  authority: "intermediate",
  intermediate: { certificate: pem.intermediate, root: pem.root },
};

/** A stack file with these words, as people write it. */
export const switchedValues = (choice: Switched) => ({
  environment: choice.environment,
  cluster: clusterOf(choice),
  registry: by(choice.registry, {
    plain: registry,
    robots: { ...registry, robots: { username: "robot$maker" } },
  }),
  certManager: certManagerOf(choice),
  metalLb: by(choice.metalLb, { l2: { pools }, bgp: { mode: "bgp", pools, peers: [peer] } }),
  istio: choice.mesh === "off" ? {} : { enabled: true, authority: choice.mesh },
  exposure: {
    type: choice.exposure,
    tls: by(choice.tls, { given: { secretName: "made-by-others" }, made: {} }),
    direct: { service: choice.directService },
    clients: choice.clients === "two blocks" ? ["10.20.0.0/16", "10.30.7.0/24"] : undefined,
  },
  hodometer: {
    enabled: choice.hodometer !== "off",
    ...(choice.hodometer === "on, with another receiver" && {
      extraPublishUrls: ["http://10.20.0.33:8080/counts"],
      egress: [{ cidrs: ["10.20.0.33/32"], port: 8080 }],
    }),
  },
  seldon: seldonOf(choice),
  modelStores: storesOf(choice),
  monitoring: by(choice.monitoring, { on: { namespace: "monitoring" } }),
  tenants: tenantsOf(choice),
});

const clusterOf = ({ webhookCallers, nodeLocalDns }: Switched) => ({
  context: "switched",
  apiServer: {
    cidrs: ["10.20.0.11/32", "10.20.0.12/32"],
    webhookCallers: webhookCallers === "some" ? ["10.42.0.0/24"] : undefined,
  },
  nodeLocalDns: nodeLocalDns === "one" ? ["169.254.20.10/32"] : [],
  nodes: [{ name: "node-1", address: "10.20.0.21" }],
});

const certManagerOf = ({ certManager }: Switched) =>
  by(certManager, {
    selfSigned: { authority: "selfSigned" },
    intermediate: given,
    "acme by addresses": {
      authority: "selfSigned",
      acme: { ...acme, server: "https://10.20.0.40/directory", egress: inside(40, 443) },
    },
    "acme by pods": {
      ...given,
      acme: {
        ...acme,
        server: "https://acme.signing.svc/directory",
        egress: [{ namespace: "signing", podLabels: { app: "acme" }, port: 14000 }],
      },
    },
  });

const seldonOf = ({ kafka, tracing, controlPlaneTls }: Switched) => ({
  kafka: by(kafka, {
    pods: {
      bootstrap: "kafka.brokers.svc:9092",
      egress: [{ namespace: "brokers", podLabels: { app: "kafka" }, port: 9094 }],
      replicationFactor: 2,
    },
    addresses: {
      bootstrap: "10.20.0.30:9092,10.20.0.30:9093",
      egress: [...inside(30, 9092), ...inside(30, 9093)],
      replicationFactor: 2,
    },
  }),
  tracing: by(tracing, {
    pods: {
      endpoint: "collector.tracing.svc:4317",
      egress: [{ namespace: "tracing", port: 4317 }],
    },
    addresses: { endpoint: "10.20.0.31:4317", egress: inside(31, 4317) },
  }),
  controlPlaneTls: by(controlPlaneTls, { on: { issuer: "platform-ca" } }),
});

/** Where models can be loaded from, by how the store is reached. */
export const stores = {
  pods: {
    endpoint: "http://minio.model-store.svc:9000",
    egress: [{ namespace: "model-store", podLabels: { app: "minio" }, port: 9000 }],
  },
  addresses: { endpoint: "https://10.20.0.32", egress: inside(32, 443) },
} as const;

const storesOf = ({ modelStores }: Switched) => {
  if (modelStores === "none") return [];
  return modelStores === "one of each" ? [stores.pods, stores.addresses] : [stores[modelStores]];
};
