import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface PullSecretArgs {
  readonly namespace: string;
  /** host or host:port, as images name it. */
  readonly host: string;
  readonly username: string;
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
        metadata: { name: PullSecret.secretName, namespace: args.namespace },
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
  return pulumi.secret(password).apply((plain) => {
    const auth = base64(`${username}:${plain}`);
    return base64(JSON.stringify({ auths: { [host]: { username, password: plain, auth } } }));
  });
}
