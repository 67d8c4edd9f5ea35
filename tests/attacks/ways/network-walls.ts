import type { Raw, Way } from "../attack";
import { adding, breaking, rewriting } from "./making/change";
import { publicBlock } from "./making/cidrs";
import { newName } from "./making/names";
import { serving, tenants } from "./making/places";
import { block, lettingOut, namespaceOf, policy, tcp } from "./making/policies";
import { way } from "./making/way";

const isPolicy = (home: string, name?: string) => (object: Raw) =>
  object.kind === "NetworkPolicy" &&
  object.metadata.namespace === home &&
  (name === undefined || object.metadata.name === name);

const withSpec = (object: Raw, fields: object): Raw => ({
  ...object,
  spec: { ...(object.spec as object), ...fields },
});

const DENIAL = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/** Ways 83 to 107 and 119 by which walls are missing, misplaced or of another make. */
export const NETWORK_WALLS: readonly Way[] = [
  way(83, "namespaces-deny-by-default", "a namespace without its denial", (random, stack) => {
    const home = random.pick(tenants(stack));
    const isAll = random.maybe();
    return rewriting(
      stack,
      home,
      isPolicy(home, isAll ? undefined : "default-deny"),
      () => undefined,
    );
  }),
  way(83, "namespaces-deny-by-default", "a new namespace without any policy", (random, stack) => {
    const name = newName(random);
    return adding(
      random,
      stack,
      name,
      { apiVersion: "v1", kind: "Namespace", metadata: { name } },
      ...(random.maybe()
        ? [policy(name, "allow", { podSelector: {}, policyTypes: ["Ingress"] })]
        : []),
    );
  }),
  way(83, "nothing-leaves", "a tenant without any policy", (random, stack) => {
    const home = random.pick(serving(stack));
    return rewriting(stack, home, isPolicy(home), () => undefined);
  }),
  way(84, "namespaces-deny-by-default", "a denial of one direction", (random, stack) => {
    const home = random.pick(tenants(stack));
    const fields = random.pick([
      { policyTypes: ["Ingress"] },
      { policyTypes: ["Egress"] },
      { policyTypes: undefined },
      { policyTypes: [] },
      { policyTypes: ["ingress", "egress"] },
    ]);
    return breaking(stack, JSON.stringify(fields), isPolicy(home, "default-deny"), (object) =>
      withSpec(object, fields),
    );
  }),
  way(85, "namespaces-deny-by-default", "a denial that allows", (random, stack) => {
    const home = random.pick(tenants(stack));
    const fields = random.pick([{ egress: [{}] }, { ingress: [{}] }, { egress: [{ to: [] }] }]);
    return breaking(stack, JSON.stringify(fields), isPolicy(home, "default-deny"), (object) =>
      withSpec(object, fields),
    );
  }),
  way(90, "reach-is-known", "a block in an odd spelling", (random, stack) => {
    const cidr = random.pick([
      "10.20.0.11/24",
      "010.20.0.11/32",
      "::ffff:10.20.0.11/128",
      "fe80::1%eth0/128",
      "10.20.11/32",
      "0x0a14000b/32",
      "10.20.0.11/032",
      "10.20.0.11",
      "10.20.0.11/33",
    ]);
    const rules = [{ to: [block(cidr)], ports: tcp(6443) }];
    return adding(random, stack, cidr, lettingOut(random, random.pick(serving(stack)), rules));
  }),
  way(103, "namespaces-deny-by-default", "a denial that misses pods", (random, stack) => {
    const home = random.pick(tenants(stack));
    const podSelector = random.pick([
      { matchLabels: { app: "jbo" } },
      { matchLabels: { "app.kubernetes.io/name": "seldon-server" } },
      { matchExpressions: [{ key: "job-name", operator: "DoesNotExist" }] },
      { matchExpressions: [{ key: "app", operator: "NotIn", values: ["notebook"] }] },
    ]);
    return breaking(stack, JSON.stringify(podSelector), isPolicy(home, "default-deny"), (object) =>
      withSpec(object, { podSelector }),
    );
  }),
  way(104, "namespaces-deny-by-default", "a denial in another namespace", (random, stack) => {
    const home = random.pick(tenants(stack));
    const namespace = random.pick(["default", "seldon-system", `${home}s`]);
    return breaking(stack, namespace, isPolicy(home, "default-deny"), (object) => ({
      ...object,
      metadata: { ...object.metadata, namespace, name: "deny-moved" },
    }));
  }),
  way(105, "nothing-leaves", "a second, wider policy beside the denial", (random, stack) => {
    const home = random.pick(serving(stack));
    const peer = random.pick([
      { ...namespaceOf("observability"), podSelector: { matchLabels: { app: "sink" } } },
      { ...namespaceOf("model-store") },
      block(publicBlock(random)),
    ]);
    return adding(random, stack, JSON.stringify(peer), {
      ...lettingOut(random, home, [{ to: [peer], ports: tcp(4317) }]),
    });
  }),
  way(119, "namespaces-deny-by-default", "a denial that names no namespace", (random, stack) => {
    const home = random.pick(tenants(stack));
    return rewriting(stack, home, isPolicy(home, "default-deny"), ({ metadata, ...object }) => ({
      ...object,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name: metadata.name },
      spec: DENIAL,
    }));
  }),
];
