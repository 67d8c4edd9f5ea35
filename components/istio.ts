import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Admission } from "../cluster/admission";
import type { DoorCertificate } from "../exposure/certificate";
import { gatewayRelease } from "../exposure/gateway-pods";
import type { GatewayService } from "../exposure/gateway-services";
import { meshAuthority } from "../istio/authority";
import type { AuthorizationPolicy } from "../istio/authorization-policies";
import { baseValues } from "../istio/base-values";
import { cniValues } from "../istio/cni-values";
import { gatewayValues } from "../istio/gateway-values";
import { hubAndTag } from "../istio/images";
import { istiodValues } from "../istio/istiod-values";
import { replicasOf } from "../istio/replicas";
import type { Policy } from "../network/policies";
import type { Istio as IstioSettings } from "../schema/istio";
import { platformNamespaces } from "../schema/namespaces";
import type { Platform } from "../schema/platform";
import type { istioImages } from "../versions";
import { meshRules } from "./mesh-rules";
import { platformNamespace, type PullAccess } from "./platform-namespace";
import { PullSecret } from "./pull-secret";

export interface IstioArgs {
  /** Paths of the charts' archives, relative to the program; all of one version. */
  readonly charts: Readonly<Record<"base" | "istiod" | "cni" | "gateway", string>>;
  readonly images: typeof istioImages;
  readonly registry?: PullAccess | undefined;
  readonly policies: Readonly<Record<"istio" | "cni" | "gateway", readonly Policy[]>>;
  /** Whom the gateway lets in; the mesh lets in nobody else. */
  readonly authorizations: readonly AuthorizationPolicy[];
  readonly settings: IstioSettings;
  readonly environment: Platform["environment"];
  /** In front of the gateway. */
  readonly services: readonly GatewayService[];
  /** Of the door; absent where it has none, or others make its Secret. */
  readonly certificate?: DoorCertificate | undefined;
  readonly admits: Admission;
}

/** The mesh, strict for all who are in it, and the one gateway in front of it. CRDs come from crds/. */
export class Istio extends pulumi.ComponentResource {
  /** Those in front of the gateway, by name. */
  readonly services: Readonly<Record<string, k8s.core.v1.Service>>;

  constructor(name: string, args: IstioArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:Istio", name, {}, opts);
    const child = { parent: this };
    // None is labelled for the mesh: pods of the gateway ask for a proxy themselves.
    const shut = (part: keyof IstioArgs["policies"], podSecurity: "restricted" | "privileged") =>
      platformNamespace(
        platformNamespaces[part],
        { podSecurity, policies: args.policies[part], registry: args.registry },
        child,
      );
    const [system, nodes, ingress] = [
      shut("istio", "restricted"),
      // It writes into folders of the nodes, as root.
      shut("cni", "privileged"),
      shut("gateway", "restricted"),
    ];
    const charts = chartsOf(name, args);
    const base = charts.base({ ...child, dependsOn: system });
    const authority =
      args.settings.authority === "certManager" ? [ownAuthority(name, child, system)] : [];
    const istiod = charts.istiod({ ...child, dependsOn: [...system, base, ...authority] });
    const cni = charts.cni({ ...child, dependsOn: [...nodes, istiod] });
    const rules = meshRules(name, istiod, args, child);
    this.services = door(
      name,
      args,
      charts.gateway({ ...child, dependsOn: [...ingress, istiod, cni, ...rules] }),
      child,
    );
    this.registerOutputs({});
  }
}

/** Istio's four charts in the order in which they go in: each takes what it has to wait for. */
function chartsOf(name: string, { charts, images, registry, settings, environment }: IstioArgs) {
  const replicas = replicasOf(settings, environment);
  const pullSecrets = registry ? [PullSecret.secretName] : [];
  const shared = { ...hubAndTag(registry, images), pullSecrets, settings };
  const install =
    (part: keyof typeof charts, release: string, namespace: string, values: object) =>
    (opts: pulumi.ComponentResourceOptions) =>
      new k8s.helm.v4.Chart(
        `${name}-${part}`,
        { name: release, namespace, chart: charts[part], values },
        opts,
      );
  const { istio, cni, gateway } = platformNamespaces;
  return {
    base: install("base", "istio-base", istio, baseValues(pullSecrets)),
    istiod: install(
      "istiod",
      "istiod",
      istio,
      istiodValues({ ...shared, replicas: replicas.istiod }),
    ),
    cni: install("cni", "istio-cni", cni, cniValues(shared)),
    gateway: install(
      "gateway",
      gatewayRelease,
      gateway,
      gatewayValues({ pullSecrets, replicas: replicas.gateway }),
    ),
  };
}

const ownAuthority = (
  name: string,
  opts: pulumi.CustomResourceOptions,
  namespace: readonly pulumi.Resource[],
): pulumi.Resource =>
  new k8s.apiextensions.CustomResource(`${name}-authority`, meshAuthority(), {
    ...opts,
    dependsOn: [...namespace],
  });

/** A Service is waited for until a pod answers, so it comes after the gateway. */
function door(
  name: string,
  { services, certificate }: IstioArgs,
  gateway: pulumi.Resource,
  opts: pulumi.CustomResourceOptions,
): Istio["services"] {
  if (certificate)
    new k8s.apiextensions.CustomResource(`${name}-certificate`, certificate, {
      ...opts,
      dependsOn: gateway,
    });
  return Object.fromEntries(
    services.map((service) => [
      service.metadata.name,
      new k8s.core.v1.Service(
        service.metadata.name,
        service as unknown as k8s.core.v1.ServiceArgs,
        { ...opts, dependsOn: gateway },
      ),
    ]),
  );
}
