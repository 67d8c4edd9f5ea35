import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { LiveReplicas } from "../cluster/seldon-objects";
import type { Server } from "../schema/server";
import { replicasToSet, scales, serverObject } from "../seldon/server";
import { serverConfig, type ServerSurroundings } from "../seldon/server-config";
import { ownsServerConfig } from "../seldon/server-config-name";
import { overruling } from "./overruling";

export interface ServersArgs extends ServerSurroundings {
  readonly servers: readonly Server[];
  /** Istio's version; absent where there is no mesh. */
  readonly mesh?: string | undefined;
  /** What the cluster has now. */
  readonly replicas: LiveReplicas;
}

/**
 * The model servers of the tenant `name`, each with a ServerConfig of its own where it needs one. Whatever
 * a Server needs to be taken down, the runtime and its scheduler above all, must be in opts.dependsOn.
 */
export function servers(
  name: string,
  args: ServersArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return args.servers.flatMap((server) => {
    // No tenant's name has a dot: "a" with "b-c" and "a-b" with "c" stay apart.
    const config = ownsServerConfig(server)
      ? [
          new k8s.apiextensions.CustomResource(
            `${name}-server-config.${server.name}`,
            serverConfig(name, server, args),
            // It is not in the tenant's namespace, and would outlive it.
            { ...opts, deletedWith: undefined },
          ),
        ]
      : [];
    const set = replicasToSet(server, args.replicas.get(`${name}/${server.name}`));
    const object = new k8s.apiextensions.CustomResource(
      `${name}-server.${server.name}`,
      overruling(
        serverObject(
          name,
          { ...server, replicas: set ?? server.replicas },
          args.registry,
          args.mesh,
        ),
      ),
      pulumi.mergeOptions(opts, {
        dependsOn: config,
        // Seldon scales by itself between the bounds, and what it does is no drift.
        ...(scales(server) && set === undefined && { ignoreChanges: ["spec.replicas"] }),
      }),
    );
    return [...config, object];
  });
}
