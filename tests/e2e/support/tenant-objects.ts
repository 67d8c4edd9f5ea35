import assert from "node:assert/strict";

import { inNamespace } from "./operator-objects";
import type { KubernetesObject } from "./platform-objects";

/** The Namespace of a tenant as the program makes it, under another name. */
export function namespaceLike(
  all: readonly KubernetesObject[],
  tenant: string,
  name: string,
): KubernetesObject {
  const found = all.find(({ kind, metadata }) => kind === "Namespace" && metadata.name === tenant);
  assert.ok(found, `no Namespace ${tenant}`);
  return { ...found, metadata: { ...found.metadata, name } };
}

/** Whatever of these a quota counts or reads; itself first, because it counts only what comes after it. */
const counted = ["ResourceQuota", "LimitRange", "ServiceAccount", "Secret"];

/** What the program and cert-manager put into a tenant's namespace before Seldon's operator does. */
export function groundwork(
  all: readonly KubernetesObject[],
  tenant: string,
  namespace: string,
): KubernetesObject[] {
  const own = inNamespace(all, tenant).map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace },
  }));
  const issued = own
    .filter(({ kind }) => kind === "Certificate")
    .map((certificate) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace, name: String(certificate.spec?.["secretName"]) },
    }));
  return [...counted.flatMap((wanted) => own.filter(({ kind }) => kind === wanted)), ...issued];
}
