import assert from "node:assert/strict";

import type { Component, Configuration, Override, Server } from "../../operator/custom-resources";
import type { KubernetesObject, StatefulSet } from "../../operator/objects";
import { runtimeObjects } from "../../operator/runtime-objects";
import { serverObjects } from "../../operator/server-objects";

/** A runtime of made-up components in the namespace `team-a`. */
export const runtimeOf = (
  components: readonly Component[],
  overrides: readonly Override[] = [],
  config: { readonly own?: Configuration; readonly defaults?: Configuration } = {},
): KubernetesObject[] =>
  runtimeObjects({
    version: "2.9.1",
    namespace: "team-a",
    seldonConfig: { metadata: {}, spec: { components, config: config.defaults ?? null } },
    seldonRuntime: { metadata: {}, spec: { overrides, config: config.own ?? null } },
  });

/** A server called `ml` in the namespace `team-a`, of a ServerConfig with an agent and one claim. */
export const serverOf = (spec: Server["spec"]): KubernetesObject[] =>
  serverObjects({
    version: "2.9.1",
    namespace: "team-a",
    serverConfig: {
      metadata: { labels: null },
      spec: {
        podSpec: {
          containers: [
            { name: "agent", env: [{ name: "SELDON_SERVER_CAPABILITIES", value: "a,b" }] },
            { name: "mlserver" },
          ],
          volumes: [{ name: "other", emptyDir: {} }],
        },
        volumeClaimTemplates: [
          { name: "models", spec: { resources: { requests: { storage: "1024Mi" } } } },
        ],
      },
    },
    server: { metadata: { name: "ml" }, spec },
  });

/** The one object of that kind and name. */
export function made<Kind extends KubernetesObject["kind"]>(
  objects: readonly KubernetesObject[],
  kind: Kind,
  name: string,
): Extract<KubernetesObject, { readonly kind: Kind }> {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  assert.equal(found.length, 1, `${kind} ${name}: ${found.length} of them`);
  return found[0] as Extract<KubernetesObject, { readonly kind: Kind }>;
}

export const statefulSetOf = (objects: readonly KubernetesObject[]): StatefulSet =>
  made(objects, "StatefulSet", "ml");
