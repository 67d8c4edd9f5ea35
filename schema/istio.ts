import { z } from "zod";

import { Resources } from "./kubernetes";

const Replicas = z.int().min(1).max(10).optional();

const Folder = z
  .string()
  .regex(/^(\/[A-Za-z0-9._-]+)+$/, "is no folder of a node; write it as in /opt/cni/bin");

/** The mesh and its gateway. Settings may stay in the file while it is off. */
export const Istio = z.strictObject({
  enabled: z.boolean().default(false).describe("mesh and gateway; off: neither is there"),
  replicas: z
    .strictObject({
      istiod: Replicas.describe("2 in prod, 1 in dev"),
      gateway: Replicas.describe("2 in prod, 1 in dev"),
    })
    .prefault({})
    .describe("pods of the control plane and of the gateway; prod needs two of each"),
  cni: z
    .strictObject({
      binDir: Folder.default("/opt/cni/bin").describe("where the nodes keep CNI programs"),
      confDir: Folder.default("/etc/cni/net.d").describe("where the nodes keep CNI settings"),
    })
    .prefault({})
    .describe("folders of the nodes; the defaults fit Calico and Cilium, on k3s too"),
  proxy: Resources.prefault({
    requests: { cpu: "20m", memory: "64Mi" },
    limits: { cpu: "500m", memory: "256Mi" },
  }).describe("what the proxy beside each pod of a tenant asks for; it counts in quotas"),
  authority: z
    .enum(["istiod", "certManager"])
    .default("istiod")
    .describe("who signs the mesh's certificates: istiod by itself, or below certManager's CA"),
});

export type Istio = z.infer<typeof Istio>;
