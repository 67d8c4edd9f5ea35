import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { onceAdmitted, type Admission } from "../cluster/admission";
import { closedMesh, type AuthorizationPolicy } from "../istio/authorization-policies";
import { strictMesh } from "../istio/peer-authentications";

export interface MeshRulesArgs {
  /** Whom the gateway lets in; by itself the mesh lets in nobody. */
  readonly authorizations: readonly AuthorizationPolicy[];
  readonly admits: Admission;
}

/** What holds for the whole mesh, and for its gateway: no caller without a certificate, nor without a rule. */
export function meshRules(
  name: string,
  istiod: pulumi.Resource,
  { authorizations, admits }: MeshRulesArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const strict = strictness(name, istiod, admits, { ...opts, dependsOn: istiod });
  const rules = [closedMesh(), ...authorizations].map(
    (policy) =>
      new k8s.apiextensions.CustomResource(
        `${name}-authorizationpolicy.${policy.metadata.name}`,
        policy,
        // The same webhook judges it, and serves once it has judged the other.
        { ...opts, dependsOn: strict },
      ),
  );
  return [strict, ...rules];
}

/** istiod's webhook judges it, and refuses all of its kind until it serves. */
function strictness(
  name: string,
  istiod: pulumi.Resource,
  admits: Admission,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { metadata, ...strict } = strictMesh();
  // Another name, so that the sample is as new in the second update as it is in the first.
  const sample = { ...strict, metadata: { ...metadata, name: "admission-sample" } };
  const namespace = onceAdmitted(metadata.namespace, istiod.urn, { admits, sample });
  return new k8s.apiextensions.CustomResource(
    `${name}-strict`,
    { ...strict, metadata: { ...metadata, namespace } },
    opts,
  );
}
