import type { SeldonConfig, ServerConfig } from "../operator/custom-resources";
import type { SeldonSettings } from "../schema/seldon";
import type { Server } from "../schema/server";
import { componentDefaults } from "../seldon/component-defaults";
import { modelServerContainer } from "../seldon/server";

type Storage = Pick<SeldonSettings, "storage">;

/**
 * Seldon's setup chart, as far as amounts depend on it: names of components, of containers and of claims.
 * All else that a quota counts is in our own custom resources, which give each container all its amounts.
 */
export const seldonConfigSkeleton = ({ storage }: Storage): SeldonConfig => ({
  metadata: {},
  spec: {
    components: Object.entries(componentDefaults).map(([name, { container }]) => ({
      name,
      podSpec: { containers: [{ name: container }] },
      ...(name === "seldon-scheduler" && {
        volumeClaimTemplates: [claim("scheduler-state", storage.scheduler, storage.className)],
      }),
    })),
  },
});

/** The same of the ServerConfig that a Server is made from, by whomever that was made. */
export function serverConfigSkeleton(server: Server, { storage }: Storage): ServerConfig {
  const container = modelServerContainer(server);
  const { size = storage.models, className = storage.className } = server.modelVolume ?? {};
  return {
    metadata: {},
    spec: {
      podSpec: { containers: [{ name: "rclone" }, { name: "agent" }, { name: container }] },
      volumeClaimTemplates: [claim(`${container}-models`, size, className)],
    },
  };
}

const claim = (name: string, storage: string, storageClassName: string | undefined) => ({
  name,
  spec: {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage } },
    ...(storageClassName !== undefined && { storageClassName }),
  },
});
