import type { Harmless, Raw } from "../attack";
import type { Random } from "../random";
import { harmlessEdit, rewritten, withSpec } from "./change";

const isOf =
  (...kinds: string[]) =>
  (object: Raw): boolean =>
    kinds.includes(object.kind);

/** The same exact image at another exact version, wherever the object names one of Harbor's. */
const otherVersions = (random: Random, object: Raw): Raw => {
  const version = `${String(random.int(1, 9))}.${String(random.int(0, 40))}.${String(random.int(0, 9))}`;
  return rewritten(object, (text) =>
    text.replace(/^(harbor\.mlops\.internal\/[a-z0-9/._-]+):[\w.-]+$/, `$1:${version}`),
  );
};

/** Keys in another order, at every level. */
const reordered = (random: Random, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => reordered(random, each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    random.shuffle(Object.entries(value)).map(([key, each]) => [key, reordered(random, each)]),
  );
};

const ORDERED = [
  "Deployment",
  "NetworkPolicy",
  "SeldonRuntime",
  "Server",
  "ServerConfig",
  "SeldonConfig",
  "Service",
];

/** Objects of the stack, changed in what says nothing of the network. */
export const OBJECTS: readonly Harmless[] = [
  harmlessEdit("more replicas", isOf("Deployment", "Server", "Model"), (random, object) =>
    withSpec(object, { replicas: random.int(1, 6) }),
  ),
  harmlessEdit("more memory for a model", isOf("Model"), (random, object) =>
    withSpec(object, { memory: `${String(random.int(1, 9))}Gi` }),
  ),
  harmlessEdit(
    "another exact version of an image",
    (object) => JSON.stringify(object).includes('"harbor.mlops.internal/'),
    otherVersions,
  ),
  harmlessEdit(
    "keys in another order",
    isOf(...ORDERED),
    (random, object) => reordered(random, object) as object,
  ),
  harmlessEdit(
    "a List around an object",
    () => true,
    (_random, object) => ({
      apiVersion: "v1",
      kind: "List",
      items: [object],
    }),
  ),
  harmlessEdit(
    "what the API server fills in of a Deployment",
    isOf("Deployment"),
    (_random, object) =>
      withSpec(object, {
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 10,
        strategy: {
          type: "RollingUpdate",
          rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" },
        },
      }),
  ),
  harmlessEdit(
    "what the API server writes of an object",
    () => true,
    (random, object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        uid: "0a1b2c3d-0000-4000-8000-0123456789ab",
        resourceVersion: String(random.int(1, 99999)),
        generation: 1,
        creationTimestamp: "2026-11-21T10:00:00Z",
        managedFields: [{ manager: "pulumi", operation: "Apply", fieldsV1: { "f:spec": {} } }],
      },
    }),
  ),
  harmlessEdit("another timeout of a route", isOf("VirtualService"), (random, object) => {
    const spec = object.spec as { readonly http?: readonly object[] };
    return withSpec(object, {
      http: spec.http?.map((route) => ({ ...route, timeout: `${String(random.int(1, 900))}s` })),
    });
  }),
  harmlessEdit("other shares of a quota", isOf("ResourceQuota"), (random, object) =>
    withSpec(object, { hard: { pods: String(random.int(20, 90)), "limits.memory": "64Gi" } }),
  ),
];
