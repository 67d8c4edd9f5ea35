import type { Istio } from "../schema/istio";
import { platformNamespaces } from "../schema/namespaces";
import { webhooksFailClosed } from "./base-values";
import { proxyResources } from "./proxy-resources";
import { spread } from "./replicas";

export interface IstiodValuesArgs {
  readonly hub: string;
  readonly tag: string;
  /** Names of the Secrets; injected into meshed pods too, so each tenant has Secrets of these names. */
  readonly pullSecrets: readonly string[];
  readonly replicas: number;
  readonly settings: Pick<Istio, "proxy">;
}

/** Whatever Pod Security restricted asks for and the chart leaves out. */
const seccompProfile = { type: "RuntimeDefault" };

/** The values of chart `istiod`, the control plane; the injector's templates come with it. */
export const istiodValues = ({ hub, tag, replicas, ...args }: IstiodValuesArgs) => ({
  // A fixed number needs no metrics server, and no HorizontalPodAutoscaler that changes it behind us.
  autoscaleEnabled: false,
  replicaCount: replicas,
  topologySpreadConstraints: spread(replicas, { istio: "pilot" }),
  // The chart asks for 500m and 2Gi, for a thousand services; a tenant has about ten.
  resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
  seccompProfile,
  // Without it each meshed pod would start as root to change its network, which no tenant may.
  cni: { enabled: true },
  base: webhooksFailClosed,
  sidecarInjectorWebhook: { templates: { "grpc-simple": emptyTemplate } },
  meshConfig,
  global: {
    hub,
    tag,
    imagePullSecrets: [...args.pullSecrets],
    // The platform's own policies are narrower: this one opens every way out.
    networkPolicy: { enabled: false },
    proxy: { seccompProfile, resources: proxyResources(args.settings) },
  },
});

/**
 * In place of the chart's own template of that name, which pulls busybox from the internet and fits pods
 * without a proxy; whoever asks for it gets nothing injected.
 */
const emptyTemplate = "{}";

const meshConfig = {
  rootNamespace: platformNamespaces.istio,
  enableAutoMtls: true,
  meshMTLS: { minProtocolVersion: "TLSV1_3" },
  // No wall, as Istio says itself: NetworkPolicies are. It makes a way out that nobody named fail by name.
  outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
  // Not DECODE_AND_MERGE_SLASHES: a decoded path breaks the signature of requests to object stores.
  pathNormalization: { normalization: "MERGE_SLASHES" },
  // Agents and gateways dial at once, and give up where their proxy is not there yet.
  defaultConfig: { holdApplicationUntilProxyStarts: true },
};
