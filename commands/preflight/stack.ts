import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { kubeconfigPath } from "../../cluster/kubeconfig";
import { SiteNetwork } from "../../policy/site/network";
import { parseSite } from "../../policy/site/site";
import type { Platform } from "../../schema/platform";
import { platformNamespaces } from "../../schema/namespaces";
import { imageReference, withOwnBuilds } from "../../seldon/image";
import { images } from "../../versions";
import { checkout, stackFile, UsageError } from "../checkout";
import { readPlatform } from "../stack-platform";

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
  const platform = readPlatform(stackFile(name), name);
  const { cluster, registry, seldon, tenants } = platform;
  const own = Object.values(platformNamespaces);
  return {
    name,
    kubeconfig: kubeconfigPath(checkout, cluster.kubeconfig),
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
  try {
    const { network } = parseSite(readFileSync(file, "utf8"), file);
    return network?.dns ?? SiteNetwork.shape.dns.parse(undefined);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
