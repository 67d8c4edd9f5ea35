import { DECEIVING } from "../../policy/verdicts/leaks/deceiving-peers";
import { add, LEAVES, MEET, out, row, type Leak } from "../../policy/verdicts/leaks/leak";
import {
  allow,
  block,
  deployment,
  inside,
  namespace,
  policy,
  tcp,
  type Raw,
} from "../../policy/verdicts/stack";

/** The rule against policies that the engine leaves as they were; its leak is no object, but how one is declared. */
export const FROZEN = "walls-are-applied";

const GATEWAY = { istio: "ingressgateway" };
const DENIAL = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const web = [namespace("team-c"), deployment("team-c", "web", { app: "web" })];
const deny = policy("team-c", "deny", DENIAL);
const shutWeb = policy("team-c", "web", {
  ...DENIAL,
  podSelector: { matchLabels: { app: "web" } },
});

const job: Raw = {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "hook", namespace: "team-c" },
  spec: { template: { metadata: { labels: { job: "hook" } }, spec: { containers: [] } } },
};

/** The engine makes what has no namespace in the one that its provider is set to. */
const misplaced = ({ metadata: { name }, ...object }: Raw): Raw => ({
  ...object,
  metadata: { name },
});

const doorFor = (cidr: string) =>
  allow("istio-ingress", "more", GATEWAY, {
    ingress: [{ from: [block(cidr)], ports: tcp(443) }],
  });

/** What only stack prod can show: pods of a mesh, callers that come by a gateway, an engine that fills in. */
export const PRODS_OWN: readonly Leak[] = [
  // The provider leaves empty lists out, as the API server would, before the gate is shown the object.
  ...DECEIVING.filter(({ code }) => code === "NET-SELECTOR-CANON").map((each) => ({
    ...each,
    code: "NET-NS-ALL",
  })),
  row(
    103,
    "a denial that misses a hook's Job",
    LEAVES,
    "NET-COVERAGE",
    add(
      ...web,
      job,
      policy("team-c", "deny", {
        ...DENIAL,
        podSelector: { matchExpressions: [{ key: "job", operator: "DoesNotExist" }] },
      }),
    ),
    add(...web, job, deny),
  ),
  row(
    104,
    "a denial in the namespace default",
    MEET,
    "NET-COVERAGE",
    add(...web, shutWeb, policy("default", "deny", DENIAL)),
    add(...web, shutWeb, deny),
  ),
  row(
    105,
    "a pod that calls a neighbour by the door of outside callers",
    MEET,
    "NET-POD-ADDRESS",
    out({ to: [inside("istio-ingress", GATEWAY)], ports: tcp(443) }),
    out({ to: [inside("istio-ingress", GATEWAY)], ports: tcp(9000) }),
  ),
  row(
    112,
    "callers from everywhere, because addresses are translated",
    MEET,
    "NET-SNAT",
    add(doorFor("0.0.0.0/0")),
    add(doorFor("10.20.0.7/32")),
  ),
  row(
    119,
    "a denial without a namespace",
    LEAVES,
    "NET-DEFAULT-DENY",
    add(...web, misplaced(deny)),
    add(...web, deny),
  ),
  row(
    119,
    "a policy whose changes are ignored",
    FROZEN,
    "GATE-IGNORECHANGES",
    add(policy("team-a", "more", DENIAL)),
    add(policy("team-a", "more", DENIAL)),
  ),
];
