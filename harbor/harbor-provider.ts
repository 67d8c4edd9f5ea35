import * as pulumi from "@pulumi/pulumi";

interface HarborProviderArgs {
  /** Of Harbor's API, without a path, as in https://harbor.example. */
  readonly url: string;
  /** The account that makes the robots. */
  readonly username: string;
  readonly password: pulumi.Input<string>;
  /** File with the CA of the API on this machine; a relative path starts at the project. */
  readonly caFile?: string | undefined;
}

/** Harbor's API; a preview opens no connection to it. */
export class HarborProvider extends pulumi.ProviderResource {
  constructor(name: string, args: HarborProviderArgs, opts: pulumi.ResourceOptions) {
    super("harbor", name, { ...args, password: pulumi.secret(args.password) }, opts);
  }
}
