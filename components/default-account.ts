import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface DefaultAccountArgs {
  /** Name of a Secret of the same namespace. */
  readonly pullSecret: string;
}

/**
 * Lets every pod of the namespace `name` pull that names no account, Seldon's Envoy among them. A patch,
 * because the account is the cluster's own; it is applied whether or not the cluster has made it yet.
 */
export function defaultAccount(
  name: string,
  { pullSecret }: DefaultAccountArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.core.v1.ServiceAccountPatch(
    `${name}-default-account`,
    {
      metadata: {
        name: "default",
        namespace: name,
        annotations: {
          // A list set by hand or by a script before has another owner, and may name a Secret that is gone.
          "pulumi.com/patchForce": "true",
          // The provider's own choice is random.
          "pulumi.com/patchFieldManager": "seldon-platform",
        },
      },
      imagePullSecrets: [{ name: pullSecret }],
    },
    opts,
  );
}
