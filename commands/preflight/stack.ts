import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

import { parsePlatform } from "../../config";
import { SiteNetwork } from "../../policy/site-network";
import { parseSite } from "../../policy/site";
import type { Platform } from "../../schema/platform";
import { platformNamespaces } from "../../schema/namespaces";
import { configNamespace, secretKeys } from "../../schema/stack-file";
import { imageReference, withOwnBuilds } from "../../seldon/image";
import { charts, images } from "../../versions";
import { checkout, stackFile, UsageError } from "../checkout";

/** What probes need of a stack. */
export interface Stack {
  readonly name: string;
  /** An absolute path. */
  readonly kubeconfig: string;
  readonly context: string;
  readonly apiServer: Platform["cluster"]["apiServer"];
  readonly dns: SiteNetwork["dns"];
  /** MLServer's, which has Python. */
  readonly image: string;
  /** Holds the pull secret that probe pods get a copy of; undefined where images come from upstream. */
  readonly pullsFor: string | undefined;
  readonly platformNamespaces: readonly string[];
  /** Those, and the tenants'. */
  readonly namespaces: readonly string[];
}

/**
 * Reads a stack file and its site file; secrets are not even looked at.
 * @throws UsageError with every problem of either
 */
export function readStack(name: string): Stack {
  const platform = platformOf(stackFile(name), name);
  const { cluster, registry, seldon, tenants } = platform;
  const own = Object.values(platformNamespaces);
  return {
    name,
    kubeconfig: resolve(checkout, cluster.kubeconfig.replace(/^~(?=\/)/, homedir())),
    context: cluster.context,
    apiServer: cluster.apiServer,
    dns: dnsOf(name),
    image: imageReference(registry, withOwnBuilds(images, seldon.images).mlserver),
    pullsFor: registry && platformNamespaces.controller,
    platformNamespaces: own,
    namespaces: [...own, ...tenants.map((tenant) => tenant.name)],
  };
}

function dnsOf(name: string): SiteNetwork["dns"] {
  const file = join(checkout, "policy", "site", `${name}.yaml`);
  if (!existsSync(file)) return SiteNetwork.shape.dns.parse(undefined);
  const { network } = explained(() => parseSite(readFileSync(file, "utf8"), file));
  return network?.dns ?? SiteNetwork.shape.dns.parse(undefined);
}

function platformOf(file: string, name: string): Platform {
  const prefix = `${configNamespace}:`;
  const { config } = explained(
    () => (parse(readFileSync(file, "utf8")) ?? {}) as { config?: Record<string, unknown> },
  );
  // A secret is a cipher, or else one of the keys that are always secret.
  const isSecret = (key: string, value: unknown): boolean =>
    secretKeys.includes(key) || (value instanceof Object && "secure" in value);
  const values = Object.entries(config ?? {})
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
    .filter(([key, value]) => !isSecret(key, value));
  const source = { file: `Pulumi.${name}.yaml`, seldonVersion: charts.seldonSetup.version };
  return explained(() => parsePlatform(Object.fromEntries(values), source));
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
