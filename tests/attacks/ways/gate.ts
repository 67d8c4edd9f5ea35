import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { added, adding, type Made } from "./making/change";
import { anywhere, serving } from "./making/places";
import { lettingOut } from "./making/policies";
import { type Pod, podCarrier } from "./making/spoilt-pods";
import { way } from "./making/way";

/** Stands for a value that is not known at preview. */
const UNKNOWN = { $unknown: true };

const OUTSIDE_IMAGE = "docker.io/library/nginx@sha256:" + "0a".repeat(32);

interface Bad {
  readonly rule: string;
  readonly spec?: object;
  readonly container?: object;
}

/** Things that no pod may say, each with the rule that minds. */
const BAD: readonly Bad[] = [
  { rule: "images-come-from-harbor", container: { image: OUTSIDE_IMAGE } },
  { rule: "pods-keep-off-the-host-network", spec: { hostNetwork: true } },
  { rule: "pods-keep-off-the-host", spec: { hostPID: true } },
  { rule: "pod-security-baseline", container: { securityContext: { privileged: true } } },
  { rule: "pods-ask-the-cluster-dns", spec: { dnsPolicy: "Default" } },
  { rule: "strings-stay-inside", container: { args: ["--to=https://evil.com/x"] } },
];

/** The same with a value that nobody knows in the decisive place. */
const UNKNOWNS: readonly Bad[] = [
  { rule: "images-come-from-harbor", container: { image: UNKNOWN } },
  { rule: "images-come-from-harbor", spec: { containers: UNKNOWN } },
  { rule: "pods-keep-off-the-host-network", spec: { hostNetwork: UNKNOWN } },
  { rule: "pods-keep-off-the-host", spec: { hostPID: UNKNOWN } },
  { rule: "pod-security-baseline", container: { securityContext: { privileged: UNKNOWN } } },
  { rule: "pods-ask-the-cluster-dns", spec: { dnsPolicy: UNKNOWN } },
];

const spoilt = (
  random: Random,
  stack: readonly Raw[],
  { spec, container }: Bad,
  more: (random: Random, pod: Pod) => object = () => ({}),
): Raw =>
  podCarrier(
    random,
    anywhere(random, stack),
    (pod) => {
      Object.assign(pod.spec, spec);
      Object.assign(pod.container, container);
      Object.assign(pod.spec, more(random, pod));
    },
    "built-in",
  ).object;

const each = (
  number: number,
  title: string,
  list: readonly Bad[],
  make: (random: Random, stack: readonly Raw[], bad: Bad) => Made,
): Way[] =>
  [...new Set(list.map(({ rule }) => rule))].map((rule) =>
    way(number, rule, title, (random, stack) =>
      make(random, stack, random.pick(list.filter((bad) => bad.rule === rule))),
    ),
  );

const boxed = (random: Random, object: Raw): object => {
  const { apiVersion, kind, ...rest } = object;
  return random.pick([
    { apiVersion: "v1", kind: "List", items: [object] },
    { apiVersion, kind: `${kind}List`, metadata: { resourceVersion: "" }, items: [rest] },
    {
      apiVersion: "v1",
      kind: "List",
      items: random.shuffle([{ apiVersion: "v1", kind: "List", items: [object] }]),
    },
    { apiVersion, kind: `${kind}List`, items: [{ ...rest, kind, apiVersion }] },
  ]);
};

const exempted = (random: Random, object: Raw): Raw => ({
  ...object,
  metadata: {
    ...object.metadata,
    name: random.pick(["default-deny", "allow-all", "harbor-registry-secret", "waiver", "istiod"]),
    labels: {
      ...(object.metadata.labels as object),
      [random.pick(["policy.example/waived", "seldon-platform/exempt", "gate/ignore"])]: "true",
      "app.kubernetes.io/managed-by": "pulumi",
    },
    annotations: {
      "pulumi.com/skipAwait": "true",
      "policies.example/waiver": `reason=agreed until=2099-01-01 rule=${random.word()}`,
    },
  },
});

/** Where a list or an object belongs, something else; what is bad beside it must still be seen. */
const unreadable = (random: Random, { spec }: Pod): object => {
  const free = ["initContainers", "ephemeralContainers", "volumes", "tolerations", "hostAliases"];
  const fields = ["securityContext", "dnsConfig", "nodeSelector", "affinity", "imagePullSecrets"];
  const names = random.shuffle([...free, ...fields].filter((name) => !(name in spec)));
  const wrong = [null, 7, "text", true, [null, 7, "text", []], [{ name: null, image: 7 }]];
  return Object.fromEntries(names.slice(0, 3).map((name) => [name, random.pick(wrong)]));
};

/** Ways 141 to 150, as far as an object can show them. */
export const GATE: readonly Way[] = [
  ...each(141, "a value that is unknown at preview", UNKNOWNS, (random, stack, bad) =>
    adding(random, stack, JSON.stringify(bad), spoilt(random, stack, bad)),
  ),
  way(141, "reach-is-known", "a peer that is unknown at preview", (random, stack) => {
    const home = random.pick(serving(stack));
    const rule = random.pick<object>([
      { to: UNKNOWN },
      { to: [{ ipBlock: { cidr: UNKNOWN } }], ports: [{ port: 443 }] },
      { to: [{ namespaceSelector: UNKNOWN }] },
    ]);
    return adding(random, stack, JSON.stringify(rule), lettingOut(random, home, [rule]));
  }),
  ...each(143, "an object within Lists", BAD, (random, stack, bad) => {
    const object = boxed(random, spoilt(random, stack, bad));
    return { what: JSON.stringify(bad), change: added(random, stack, object) };
  }),
  ...each(143, "an object that passes for an empty list", BAD, (random, stack, bad) => {
    const object = {
      ...spoilt(random, stack, bad),
      items: random.pick([[], [random.pick(stack)]]),
    };
    return { what: JSON.stringify(bad), change: added(random, stack, object) };
  }),
  way(143, "objects-can-be-read", "a document that hides what it is", (random, stack) => {
    const pod = spoilt(random, stack, random.pick(BAD));
    const object = random.pick<object>([
      { ...pod, kind: UNKNOWN },
      { ...pod, apiVersion: UNKNOWN },
      { ...pod, kind: "" },
      { ...pod, kind: null },
      { ...pod, apiVersion: 1 },
      { apiVersion: "v1", kind: "List", items: UNKNOWN },
      { apiVersion: "v1", kind: "List", items: { "0": pod } },
      { apiVersion: "v1", kind: "List", items: [[pod]] },
    ]);
    return { what: JSON.stringify(object), change: added(random, stack, object) };
  }),
  way(144, "namespaces-deny-by-default", "an object that names no namespace", (random, stack) => {
    const pod = spoilt(random, stack, random.pick(BAD));
    const { name } = pod.metadata;
    const metadata = random.pick<object>([{ name }, { name, namespace: "" }]);
    return adding(random, stack, pod.kind, { ...pod, metadata: { ...metadata } });
  }),
  ...each(145, "an object with a name or label like a waiver", BAD, (random, stack, bad) =>
    adding(random, stack, JSON.stringify(bad), exempted(random, spoilt(random, stack, bad))),
  ),
  ...each(147, "what is bad beside what cannot be read", BAD, (random, stack, bad) =>
    adding(random, stack, JSON.stringify(bad), spoilt(random, stack, bad, unreadable)),
  ),
];
