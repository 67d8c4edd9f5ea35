import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import {
  controlPlaneCertificates as certificates,
  type CertificateArgs,
} from "../seldon/certificates";

/**
 * What controller, scheduler and agents of the tenant `name` prove themselves with. Nothing waits until
 * they are issued: a scheduler without its Secret ends and is started again, and an issuer that does not
 * answer would hold up every other tenant.
 */
export const controlPlaneCertificates = (
  name: string,
  args: CertificateArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] =>
  certificates(name, args).map(
    (certificate) =>
      new k8s.apiextensions.CustomResource(
        `${name}-${certificate.metadata.name}`,
        certificate,
        opts,
      ),
  );
