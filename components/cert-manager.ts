import * as k8s from "@pulumi/kubernetes";
import { CertManager as Release } from "@pulumi/kubernetes-cert-manager";
import * as pulumi from "@pulumi/pulumi";

import { givenAuthority, issuers, platformIssuer } from "../certificates/issuers";
import {
  otherValues,
  typedInputs,
  withoutBudget,
  type CertManagerValuesArgs,
} from "../certificates/values";
import { onceAdmitted, type Admission } from "../cluster/admission";
import type { Policy } from "../network/policies";
import type { CertManager as CertManagerSettings } from "../schema/cert-manager";
import type { Exposure } from "../schema/exposure";
import { platformNamespaces } from "../schema/namespaces";
import { platformNamespace, type PullAccess } from "./platform-namespace";
import { PullSecret } from "./pull-secret";

export interface CertManagerArgs {
  /** Path of cert-manager's chart, relative to the program. */
  readonly chart: string;
  readonly images: CertManagerValuesArgs["images"];
  readonly registry?: PullAccess | undefined;
  readonly policies: readonly Policy[];
  readonly settings: CertManagerSettings;
  /** Key of `settings.intermediate`, as PEM; absent where the CA is made here. */
  readonly authorityKey?: pulumi.Output<string> | undefined;
  /** How an ACME server reaches the cluster. */
  readonly exposure: Pick<Exposure, "type" | "ingress">;
  readonly environment: "dev" | "prod";
  readonly admits: Admission;
}

const namespace = platformNamespaces.certManager;

/** The release's name; its objects are named and labelled by it. */
const releaseName = "cert-manager";

/** Seconds: images are pulled and three Deployments come up. */
const timeout = 300;

/** Who signs certificates: cert-manager, and issuers that are there once its webhook serves. */
export class CertManager extends pulumi.ComponentResource {
  /** The ClusterIssuer below the platform's CA. */
  readonly issuer = platformIssuer;

  constructor(name: string, args: CertManagerArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:CertManager", name, {}, opts);
    const { registry } = args;
    const pullSecret = registry && PullSecret.secretName;
    const child = { parent: this };
    const shutNamespace = platformNamespace(
      namespace,
      { podSecurity: "restricted", policies: args.policies, registry },
      child,
    );
    const afterwards = { ...child, dependsOn: shutNamespace };
    const release = install(name, { ...args, registry, pullSecret }, afterwards);
    const secrets = authority(name, args, afterwards);
    sign(name, { ...args, release, pullSecret }, { ...child, dependsOn: [release, ...secrets] });
    this.registerOutputs({ issuer: this.issuer });
  }
}

type Installed = Pick<CertManagerArgs, "chart"> & CertManagerValuesArgs;

/**
 * One Helm release. All that it is told is plain: the component reads no value that is known late, and
 * would write a secret one in plain.
 */
function install(name: string, args: Installed, opts: pulumi.CustomResourceOptions): Release {
  for (const part of withoutBudget(args))
    new k8s.policy.v1.PodDisruptionBudget(
      `${name}-${part}`,
      {
        metadata: { name: `${releaseName}-${part}`, namespace },
        spec: {
          minAvailable: 1,
          selector: {
            matchLabels: {
              "app.kubernetes.io/instance": releaseName,
              "app.kubernetes.io/component": part,
            },
          },
        },
      },
      opts,
    );
  return new Release(
    name,
    {
      ...typedInputs(args),
      helmOptions: {
        name: releaseName,
        namespace,
        chart: args.chart,
        // Not left out: with the component's own repository the chart would be looked for on the internet.
        repositoryOpts: { repo: "" },
        skipAwait: false,
        timeout,
        values: otherValues(args),
      },
    },
    opts,
  );
}

/** What the given CA signs with; none where the CA is made here. */
function authority(
  name: string,
  { settings: { authority: whose, intermediate }, authorityKey }: CertManagerArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  if (whose === "selfSigned" || intermediate === undefined || authorityKey === undefined) return [];
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const data = {
    "tls.crt": base64(intermediate.certificate),
    "tls.key": pulumi.secret(authorityKey).apply(base64),
    "ca.crt": base64(intermediate.root),
  };
  return [
    new k8s.core.v1.Secret(
      `${name}-authority`,
      { metadata: { name: givenAuthority, namespace }, type: "kubernetes.io/tls", data },
      { ...opts, additionalSecretOutputs: ["data"] },
    ),
  ];
}

interface Signing extends CertManagerArgs {
  readonly release: Release;
  readonly pullSecret: string | undefined;
}

function sign(name: string, args: Signing, opts: pulumi.CustomResourceOptions): void {
  const { settings, exposure, pullSecret, admits, release } = args;
  for (const object of issuers(settings, exposure, pullSecret)) {
    const { metadata } = object;
    const known = onceAdmitted(metadata.name, release.status, { admits, sample: object });
    new k8s.apiextensions.CustomResource(
      `${name}-${metadata.name}`,
      { ...object, metadata: { ...metadata, name: known } },
      opts,
    );
  }
}
