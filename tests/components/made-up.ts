import type { PullAccess } from "../../components/platform-namespace";
import type { SeldonArgs } from "../../components/seldon";
import type { Policy } from "../../network/policies";
import { Seldon } from "../../schema/seldon";
import { images } from "../../versions";

/** Arguments of components, complete and legal; each test changes what it is about. */
export const registry: PullAccess = {
  host: "harbor.test",
  prefix: "mirror",
  username: "robot$pull",
  password: "hunter2",
};

export const policies: readonly Policy[] = [
  {
    namespace: "team-a",
    name: "default-deny",
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
  {
    namespace: "team-a",
    name: "allow-all",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ podSelector: {} }] }] },
  },
];

export const seldonArgs: SeldonArgs = {
  namespace: "seldon-system",
  chart: ".charts/seldon-core-v2-setup.tgz",
  images,
  registry,
  policies: policies.map((policy) => ({ ...policy, namespace: "seldon-system" })),
  watchNamespaces: ["team-b", "team-a"],
  hodometer: { enabled: false, extraPublishUrls: [] },
  settings: Seldon.parse({}),
};

export const egress = [{ cidrs: ["10.9.0.1/32"], port: 9092 }];

/** A Kafka and a collector, as a stack file's `seldon` has them. */
export const connections = {
  kafka: {
    bootstrap: "kafka.test:9092",
    topicPrefix: "platform",
    partitions: 12,
    replicationFactor: 3,
    egress,
  },
  tracing: { endpoint: "collector.test:4317", ratio: 0.5, egress },
};
