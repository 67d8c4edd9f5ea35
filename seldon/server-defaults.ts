import type { CompleteResources } from "./container-resources";

/** The chart's requests and memory; it limits no CPU, which a quota on `limits.cpu` demands. */
const usual = (cpu: string, memory: string, cpuLimit: string): CompleteResources => ({
  requests: { cpu, memory },
  limits: { cpu: cpuLimit, memory },
});

/** The three containers of a server pod. What nobody can set, rclone's, is as Seldon's chart has it. */
export const usualServerResources = {
  server: usual("100m", "1Gi", "1"),
  agent: usual("200m", "1Gi", "1"),
  rclone: usual("50m", "128Mi", "500m"),
} as const;
