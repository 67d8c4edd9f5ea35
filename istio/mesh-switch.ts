/** Seldon copies it to pods: it rolls them where the mesh comes, goes, or has a new version. */
export const meshAnnotations = (version: string | undefined) =>
  version === undefined ? {} : { annotations: { "seldon-platform/mesh": version } };

/** The label by which istiod puts a proxy beside each new pod of a namespace. */
export const injectionLabel = { "istio-injection": "enabled" } as const;

/**
 * What Seldon writes before the names of gRPC ports, so that Istio knows what is spoken there. Nothing where
 * the control plane speaks TLS of its own: two of these ports do then, on which a proxy that was told
 * HTTP/2 would hang up. Istio finds out by itself instead.
 */
export const grpcPortPrefix = (controlPlaneTls: boolean): string | undefined =>
  controlPlaneTls ? undefined : "http2-";
