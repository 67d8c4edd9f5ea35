import type { Harmless, Raw } from "../attack";
import type { Random } from "../random";
import { newName } from "../ways/making/names";
import { base64, nested } from "../ways/making/nesting";
import { tenants } from "../ways/making/places";
import { harmlessAdd, harmlessEdit } from "./change";

/** Hosts and addresses that lie inside. */
const INSIDE = [
  "http://minio.model-store.svc:9000",
  "http://minio.model-store.svc.cluster.local:9000/models",
  "http://127.0.0.1:8080/healthz",
  "http://localhost:9000",
  "0.0.0.0:8080",
  "http://[::1]:8080",
  "seldon-mesh:80",
  "https://kubernetes.default.svc",
  "https://10.20.0.11:6443",
  "s3://models/fraud-score/4",
  "file:///mnt/models/x",
  "spiffe://cluster.local/ns/team/sa/default",
];

/** What a hasty eye takes for an address. */
const LOOK_ALIKES = [
  "see chapter 3.2: how models are loaded",
  "version 1.30.3 of the mesh, 2.9.1 of the rest",
  "config.yaml",
  "org.apache.kafka.common.serialization.StringSerializer",
  "app.kubernetes.io/name=web",
  "application/vnd.api+json; charset=utf-8",
  "12:30:00",
  "2026-11-21T10:00:00.000Z",
  "0 3 * * 1-5",
  "500m",
  "0a1b2c3d-0000-4000-8000-0123456789ab",
  "a.b.c",
  "model.predict",
  "README.md, train.py and notes.txt",
  "^([a-z]+)\\.([0-9]+)$",
  "%d{HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg%n",
  "x: y: z",
  'rate(requests_total{code=~"5.."}[5m]) > 0.1',
  "to be, or not to be: that is the question",
  "C:\\data\\models",
  "key=value;other=1,2,3",
];

const plain = (random: Random): string => random.pick([...INSIDE, ...LOOK_ALIKES, ...LOOK_ALIKES]);

const configMap = (random: Random, stack: readonly Raw[], fields: object): object => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: newName(random), namespace: random.pick(tenants(stack)) },
  ...fields,
});

/** Text that says nothing of the world outside. */
export const TEXTS: readonly Harmless[] = [
  harmlessAdd("a ConfigMap with plain text", (random, stack) =>
    configMap(random, stack, { data: { note: plain(random), [random.word()]: plain(random) } }),
  ),
  harmlessAdd("a ConfigMap with a document", (random, stack) =>
    configMap(random, stack, {
      data: { "config.yaml": nested(random, { settings: { note: plain(random), size: 3 } }) },
    }),
  ),
  harmlessAdd("a ConfigMap with base64", (random, stack) =>
    configMap(random, stack, {
      data: { blob: base64(`some words and ${plain(random)} and more of them`) },
    }),
  ),
  harmlessAdd("a ConfigMap with a script", (random, stack) =>
    configMap(random, stack, {
      data: { "run.sh": `#!/bin/sh\nset -eu\n# ${plain(random)}\nexec /app/server "$@"\n` },
    }),
  ),
  harmlessAdd("a schema", (random, stack) =>
    configMap(random, stack, {
      data: {
        "schema.json": JSON.stringify({
          $schema: "https://json-schema.org/draft/2020-12/schema",
          type: "object",
          properties: { x: { type: "number" } },
        }),
      },
    }),
  ),
  harmlessEdit(
    "an annotation that says something",
    ({ kind }) => !["List", "Secret"].includes(kind),
    (random, object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: {
          ...(object.metadata.annotations as object | undefined),
          [random.pick(["example.org/contact", "example.org/note", "change-cause"])]: random.pick([
            "ml-platform@mlops.internal",
            "asked for by the fraud team",
            ...LOOK_ALIKES,
          ]),
        },
      },
    }),
  ),
  harmlessEdit(
    "a label that nobody selects by",
    ({ kind }) => kind !== "List",
    (random, object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: {
          ...(object.metadata.labels as object | undefined),
          [`example.org/${random.word()}`]: random.pick(["a", "1.2.3", "x_y", "true", ""]),
        },
      },
    }),
  ),
];
