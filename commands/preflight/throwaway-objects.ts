import type { V1Secret } from "@kubernetes/client-node";

import type { Manifest, PolicyPeer, PolicyPort } from "./manifest";
import { probeAccount, roleLabel } from "./probe-pod";

/** Its value is the run; whatever carries it may be deleted. */
export const throwawayLabel = "seldon-platform/preflight";

const pullSecretName = "preflight-pull";

/** A namespace that pods can be made in, with a copy of the pull secret where one is needed. */
export function throwawayNamespace(
  name: string,
  run: string,
  pullSecret: Pick<V1Secret, "type" | "data"> | undefined,
): Manifest[] {
  const metadata = { namespace: name };
  const labels = { [throwawayLabel]: run, "pod-security.kubernetes.io/enforce": "restricted" };
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } },
    ...(pullSecret
      ? [
          {
            apiVersion: "v1",
            kind: "Secret",
            metadata: { ...metadata, name: pullSecretName },
            type: pullSecret.type,
            data: pullSecret.data,
          },
        ]
      : []),
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { ...metadata, name: probeAccount },
      automountServiceAccountToken: false,
      imagePullSecrets: pullSecret ? [{ name: pullSecretName }] : [],
    },
  ];
}

interface Rules {
  readonly namespace: string;
  readonly name: string;
  /** Absent: for every pod of the namespace. */
  readonly role?: string;
  /** Absent: nothing is said of this direction; empty: nobody. */
  readonly ingress?: readonly {
    readonly from: readonly PolicyPeer[];
    readonly ports?: readonly PolicyPort[];
  }[];
  readonly egress?: readonly {
    readonly to: readonly PolicyPeer[];
    readonly ports?: readonly PolicyPort[];
  }[];
}

/** A NetworkPolicy, as the platform writes its own. */
export const policy = ({ namespace, name, role, ingress, egress }: Rules): Manifest => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { namespace, name },
  spec: {
    podSelector: role === undefined ? {} : { matchLabels: { [roleLabel]: role } },
    policyTypes: [...(ingress ? ["Ingress"] : []), ...(egress ? ["Egress"] : [])],
    ...(ingress && { ingress }),
    ...(egress && { egress }),
  },
});

/** Pods of one role in one namespace, by the label that only the API server sets. */
export const peer = (namespace: string, role: string): PolicyPeer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels: { [roleLabel]: role } },
});
