import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface PullSecretArgs {
  readonly namespace: string;
  /** host or host:port, as images name it. */
  readonly host: string;
  readonly username: pulumi.Input<string>;
  readonly password: pulumi.Input<string>;
}

/** Lets a namespace pull from Harbor: its auth key is the image host itself, so the two cannot differ. */
export class PullSecret extends k8s.core.v1.Secret {
  /** The same in every namespace, because Seldon's charts name one secret for all. */
  static readonly secretName = "harbor-registry-secret";

  constructor(name: string, args: PullSecretArgs, opts: pulumi.CustomResourceOptions) {
    super(
      name,
      {
        metadata: {
          name: PullSecret.secretName,
          namespace: args.namespace,
          // Before a robot is made, its login is unknown; what the secret is for must be told all the same.
          annotations: { "seldon-platform/registry": args.host },
        },
        type: "kubernetes.io/dockerconfigjson",
        data: { ".dockerconfigjson": dockerConfig(args) },
      },
      // Some servers hand the data back in other bytes; what counts is that it is never shown.
      { ...opts, additionalSecretOutputs: ["data"] },
    );
  }
}

function dockerConfig({ host, username, password }: PullSecretArgs): pulumi.Output<string> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return pulumi.secret({ username, password }).apply((login) => {
    const auth = base64(`${login.username}:${login.password}`);
    return base64(JSON.stringify({ auths: { [host]: { ...login, auth } } }));
  });
}
