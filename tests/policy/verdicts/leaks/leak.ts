import { allow, inside, part, pods, type Raw } from "../stack";

type Change = (stack: readonly Raw[]) => Raw[];

/** A leak, and the nearest thing to it that is none. */
export interface Leak {
  /** Its number in the list of ways out of a shut network. */
  readonly number: number;
  readonly what: string;
  readonly verdict: string;
  readonly code: string;
  readonly leak: Change;
  readonly legal: Change;
}

export const add =
  (...objects: Raw[]): Change =>
  (stack) => [...stack, ...objects];

export const without =
  (home: string, name: string): Change =>
  (stack) =>
    stack.filter(
      ({ kind, metadata }) =>
        kind !== "NetworkPolicy" || metadata.namespace !== home || metadata.name !== name,
    );

export const all =
  (...changes: Change[]): Change =>
  (stack) =>
    changes.reduce<Raw[]>((all, change) => change(all), [...stack]);

/** The same stack with other words in the spec of one policy. */
export const edited =
  (home: string, name: string, fields: object): Change =>
  (stack) =>
    stack.map((object) =>
      object.kind === "NetworkPolicy" &&
      object.metadata.namespace === home &&
      object.metadata.name === name
        ? { ...object, spec: { ...(object.spec as object), ...fields } }
        : object,
    );

export const SERVER = part("seldon-server");
export const ENVOY = part("seldon-envoy");
export const DNS_PODS = { "k8s-app": "kube-dns" };
export const STORE_PODS = { app: "minio" };

/** One more policy beside the others, for the model servers of team-a. */
export const out = (...egress: object[]): Change =>
  add(allow("team-a", "more", SERVER, { egress }));
export const into = (...ingress: object[]): Change =>
  add(allow("team-b", "more", ENVOY, { ingress }));
export const everywhere = (selector: object, labels?: object) => ({
  namespaceSelector: selector,
  ...(labels && pods(labels)),
});

export const same: Change = (stack) => [...stack];
export const store = inside("model-store", STORE_PODS);
export const dns = inside("kube-system", DNS_PODS);

export const row = (
  number: number,
  what: string,
  verdict: string,
  code: string,
  leak: Change,
  legal: Change = same,
): Leak => ({ number, what, verdict, code, leak, legal });

export const LEAVES = "nothing-leaves";
export const MEET = "tenants-do-not-meet";
export const FORGED = "nothing-is-forgeable";

export const only =
  (home: string): Change =>
  (stack) =>
    stack.filter(({ kind, metadata }) => kind !== "NetworkPolicy" || metadata.namespace !== home);
