import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { StorageAccess } from "../schema/storage";
import { rcloneConfig, storageSecretName } from "../seldon/storage-secret";

/** A login whose Secret is made here, and not by others. */
export interface StorageLogin extends Omit<StorageAccess, "existing"> {
  /** rclone's parameters that are secret, as in access_key_id. */
  readonly credentials: pulumi.Input<Readonly<Record<string, string>>>;
}

/** Lets the model servers of the namespace `name` log in to their stores: one Secret per URI scheme. */
export const storageSecrets = (
  name: string,
  logins: readonly StorageLogin[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] =>
  logins.map(
    (login) =>
      new k8s.core.v1.Secret(
        `${name}-storage-${login.scheme}`,
        {
          metadata: { name: storageSecretName(login), namespace: name },
          type: "Opaque",
          data: { "rclone.json": encoded(login) },
        },
        // Some servers hand the data back in other bytes; what counts is that it is never shown.
        { ...opts, additionalSecretOutputs: ["data"] },
      ),
  );

const encoded = (login: StorageLogin): pulumi.Output<string> =>
  pulumi
    .secret(login.credentials)
    .apply((plain) => Buffer.from(rcloneConfig(login, plain)).toString("base64"));
