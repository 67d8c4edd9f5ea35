/**
 * What Pod Security *restricted* demands of a container. Seldon's own objects carry pod-level fields only,
 * so each container of each pod is given this.
 */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;
