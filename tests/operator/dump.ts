import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

import type {
  SeldonConfig,
  SeldonRuntime,
  Server,
  ServerConfig,
} from "../../operator/custom-resources";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";

/** An object of a recorded cluster, status and all. */
export type Recorded = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly generateName?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
};

/** What the operator made on a real control plane, and from what. */
export interface Dump {
  readonly namespace: string;
  readonly seldonConfig: SeldonConfig;
  readonly serverConfig: ServerConfig;
  readonly seldonRuntime: SeldonRuntime;
  readonly server: Server;
  readonly made: readonly Recorded[];
}

/** Made by people or by the program, not by the operator. */
const customKinds = ["SeldonRuntime", "Server", "Model", "Experiment"];

/**
 * @param pullSecret which the setup chart's values of that recording named; its default is none. The chart
 *   puts it into each component.
 */
export function readDump(context: Mocha.Context, file: string, pullSecret?: string): Dump {
  const items = (JSON.parse(realData(context, `seldon-2.9.1/${file}`)) as { items: Recorded[] })
    .items;
  const setup = objectsOf(realData(context, "seldon-2.9.1/setup.rendered.yaml"));
  const seldonRuntime = find(items, "SeldonRuntime", "seldon") as Recorded & SeldonRuntime;
  const seldonConfig = find(setup, "SeldonConfig", "default") as unknown as SeldonConfig;
  return {
    namespace: seldonRuntime.metadata.namespace,
    seldonConfig: pullSecret === undefined ? seldonConfig : pulling(seldonConfig, pullSecret),
    serverConfig: find(setup, "ServerConfig", "mlserver") as unknown as ServerConfig,
    seldonRuntime,
    server: find(items, "Server", "mlserver") as unknown as Server,
    made: items.filter(({ kind }) => !customKinds.includes(kind)),
  };
}

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function find<T extends Named>(objects: readonly T[], kind: string, name: string): T {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found, `${kind} ${name} is missing`);
  return found;
}

const pulling = (config: SeldonConfig, name: string): SeldonConfig => ({
  ...config,
  spec: {
    ...config.spec,
    components: (config.spec.components ?? []).map((component) => ({
      ...component,
      podSpec: { ...component.podSpec, imagePullSecrets: [{ name }] },
    })),
  },
});

/**
 * What the operator sent, before the API server filled in anything: it keeps that, zipped, in an
 * annotation. Go's empty structs are taken out, which say nothing.
 */
export function sent(object: Recorded): unknown {
  const kept = object.metadata.annotations?.["seldon.io/last-applied"];
  if (kept === undefined) return undefined;
  const zip = Buffer.from(kept, "base64");
  const [nameLength, extraLength] = [zip.readUInt16LE(26), zip.readUInt16LE(28)];
  const text = inflateRawSync(zip.subarray(30 + nameLength + extraLength)).toString();
  return JSON.parse(text, (key, value: unknown) =>
    ["status", "strategy", "updateStrategy"].includes(key) ? undefined : value,
  );
}
