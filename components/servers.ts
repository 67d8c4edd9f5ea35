import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Server } from "../schema/server";
import { serverObject, scales } from "../seldon/server";
import { serverConfig, type ServerSurroundings } from "../seldon/server-config";
import { ownsServerConfig } from "../seldon/server-config-name";
import { overruling } from "./overruling";

export interface ServersArgs extends ServerSurroundings {
  readonly servers: readonly Server[];
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
    const object = new k8s.apiextensions.CustomResource(
      `${name}-server.${server.name}`,
      overruling(serverObject(name, server, args.registry)),
      pulumi.mergeOptions(opts, {
        dependsOn: config,
        // Seldon scales by itself between the bounds, and what it does is no drift.
        ...(scales(server) && { ignoreChanges: ["spec.replicas"] }),
      }),
    );
    return [...config, object];
  });
}
