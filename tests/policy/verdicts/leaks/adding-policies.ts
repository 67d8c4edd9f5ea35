import {
  add,
  type Leak,
  all,
  edited,
  without,
  row,
  out,
  into,
  everywhere,
  store,
  dns,
  SERVER,
  ENVOY,
  LEAVES,
  MEET,
  FORGED,
} from "./leak";
import { allow, block, inside, part, pods, tcp, type Raw } from "../stack";

const CONTROLLER = { "control-plane": "v2-controller-manager" };

const job: Raw = {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "hook", namespace: "team-a", annotations: { "helm.sh/hook": "pre-install" } },
  spec: { template: { metadata: { labels: { job: "hook" } }, spec: { containers: [] } } },
};

const other = (apiVersion: string, kind: string): Raw => ({
  apiVersion,
  kind,
  metadata: { name: "other", namespace: "team-a" },
  spec: {},
});

/** Leaks 103 to 117: pods that no policy holds, policies that add up, ports and peers that mislead. */
export const ADDING: readonly Leak[] = [
  row(
    103,
    "a denial that misses pods by a typo",
    LEAVES,
    "NET-COVERAGE",
    all(
      without("team-t", "allow-all"),
      edited("team-t", "default-deny", { podSelector: { matchLabels: { app: "jbo" } } }),
    ),
  ),
  row(
    103,
    "a denial that misses a hook's Job",
    LEAVES,
    "NET-COVERAGE",
    all(
      add(job),
      edited("team-a", "default-deny", {
        podSelector: { matchExpressions: [{ key: "job", operator: "DoesNotExist" }] },
      }),
    ),
    add(job),
  ),
  row(104, "a denial in the namespace default", MEET, "NET-COVERAGE", (stack) =>
    stack.map((object) =>
      object.kind === "NetworkPolicy" &&
      object.metadata.namespace === "team-a" &&
      object.metadata.name === "default-deny"
        ? { ...object, metadata: { ...object.metadata, namespace: "default" } }
        : object,
    ),
  ),
  row(
    105,
    "a second, wider policy on the way out",
    LEAVES,
    "NET-UNION",
    out({ to: [inside("observability", { app: "sink" })], ports: tcp(4317) }),
  ),
  row(
    105,
    "a second policy that lets a neighbour in",
    MEET,
    "NET-UNION",
    all(
      into({ from: [inside("team-a", SERVER)], ports: tcp(9000) }),
      out({ to: [inside("team-b", ENVOY)], ports: tcp(9000) }),
    ),
    out({ to: [inside("team-b", ENVOY)], ports: tcp(9003) }),
  ),
  row(
    105,
    "a pod that calls a neighbour by the door of outside callers",
    MEET,
    "NET-POD-ADDRESS",
    out({ to: [inside("team-b", ENVOY)], ports: tcp(9000) }),
  ),
  row(
    105,
    "a part of the platform that calls what it has no business with",
    MEET,
    "NET-UNION",
    all(
      into({ from: [inside("seldon-system", CONTROLLER)], ports: tcp(9000) }),
      add(
        allow("seldon-system", "more", CONTROLLER, {
          egress: [{ to: [inside("team-b", ENVOY)], ports: tcp(9000) }],
        }),
      ),
    ),
    into({ from: [inside("seldon-system", CONTROLLER)], ports: tcp(9000) }),
  ),
  row(
    106,
    "a CiliumNetworkPolicy",
    LEAVES,
    "NET-OTHER-KIND",
    add(other("cilium.io/v2", "CiliumNetworkPolicy")),
  ),
  row(
    106,
    "a GlobalNetworkPolicy",
    MEET,
    "NET-OTHER-KIND",
    add(other("crd.projectcalico.org/v1", "GlobalNetworkPolicy")),
  ),
  row(
    106,
    "an AdminNetworkPolicy",
    FORGED,
    "NET-OTHER-KIND",
    add(other("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy")),
  ),
  row(
    107,
    "a staged policy",
    LEAVES,
    "NET-OTHER-KIND",
    add(other("projectcalico.org/v3", "StagedGlobalNetworkPolicy")),
  ),
  row(
    107,
    "a GlobalNetworkSet",
    LEAVES,
    "NET-OTHER-KIND",
    add(other("projectcalico.org/v3", "GlobalNetworkSet")),
  ),
  row(
    108,
    "a port by its name at pods that nobody here knows",
    LEAVES,
    "NET-NAMEDPORT",
    out({ to: [dns], ports: [{ protocol: "UDP", port: "dns" }] }),
    out({ to: [dns], ports: [{ protocol: "UDP", port: 53 }] }),
  ),
  row(
    109,
    "UDP beside TCP",
    LEAVES,
    "NET-PROTO",
    out({ to: [store], ports: [...tcp(9000), { protocol: "UDP", port: 9000 }] }),
    out({ to: [store], ports: tcp(9000) }),
  ),
  row(
    109,
    "SCTP",
    LEAVES,
    "NET-PROTO",
    out({ to: [store], ports: [{ protocol: "SCTP", port: 9000 }] }),
  ),
  row(
    110,
    "the range of Services",
    LEAVES,
    "NET-SERVICECIDR",
    out({ to: [block("10.96.0.0/12")], ports: tcp(443) }),
  ),
  row(
    111,
    "API servers by the network of their nodes",
    LEAVES,
    "NET-APISERVER",
    out({ to: [block("10.20.0.0/24")], ports: tcp(6443) }),
    out({ to: [block("10.20.0.11/32")], ports: tcp(6443) }),
  ),
  row(
    111,
    "API servers for pods that have no business there",
    LEAVES,
    "NET-APISERVER",
    add(
      allow("team-t", "more", undefined, {
        egress: [{ to: [block("10.20.0.11/32")], ports: tcp(6443) }],
      }),
    ),
  ),
  row(
    112,
    "callers from everywhere, because addresses are translated",
    MEET,
    "NET-SNAT",
    into({ from: [block("0.0.0.0/0")], ports: tcp(9000) }),
    into({ from: [block("10.30.0.7/32")], ports: tcp(9000) }),
  ),
  row(
    113,
    "a peer that nobody is",
    "nothing-dangles",
    "NET-DANGLING",
    into({ from: [pods(part("nobody"))], ports: tcp(9000) }),
    into({ from: [pods(SERVER)], ports: tcp(9000) }),
  ),
  row(
    117,
    "the mesh's tunnel from everywhere",
    MEET,
    "NET-HBONE",
    into({ from: [everywhere({})], ports: tcp(15008) }),
  ),
];
