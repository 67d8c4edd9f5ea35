import assert from "node:assert/strict";

import type {
  SeldonConfig,
  SeldonRuntime,
  Server,
  ServerConfig,
} from "../../../operator/custom-resources";
import type { KubernetesObject as Made } from "../../../operator/objects";
import { runtimeObjects } from "../../../operator/runtime-objects";
import { serverObjects } from "../../../operator/server-objects";
import { charts } from "../../../versions";
import type { KubernetesObject } from "./platform-objects";

const { version } = charts.seldonSetup;

/**
 * What Seldon's operator makes of a tenant's custom resources.
 * @param all every object of the platform
 * @param tenant whose SeldonRuntime and Servers count
 * @param namespace where the objects go
 */
export function operatorObjects(
  all: readonly KubernetesObject[],
  tenant: string,
  namespace = tenant,
): Made[] {
  const [seldonConfig] = ofKind<SeldonConfig>(all, "SeldonConfig");
  const [seldonRuntime] = ofKind<SeldonRuntime>(inNamespace(all, tenant), "SeldonRuntime");
  assert.ok(seldonConfig && seldonRuntime, `no SeldonConfig, or no SeldonRuntime in ${tenant}`);
  const configs = ofKind<ServerConfig>(all, "ServerConfig");
  const named = (name: string) => configs.find(({ metadata }) => metadata.name === name);
  const servers = ofKind<Server & { spec: { serverConfig: string } }>(
    inNamespace(all, tenant),
    "Server",
  );
  return [
    ...runtimeObjects({ version, namespace, seldonConfig, seldonRuntime }),
    ...servers.flatMap((server) => {
      // One that others made may be like the chart's own.
      const serverConfig = named(server.spec.serverConfig) ?? named("mlserver");
      assert.ok(serverConfig);
      return serverObjects({ version, namespace, serverConfig, server });
    }),
  ];
}

export const inNamespace = <T extends KubernetesObject>(all: readonly T[], name: string): T[] =>
  all.filter(({ metadata }) => metadata.namespace === name);

const ofKind = <T>(all: readonly KubernetesObject[], kind: string): (KubernetesObject & T)[] =>
  all.filter((object) => object.kind === kind) as (KubernetesObject & T)[];
