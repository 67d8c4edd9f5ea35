import { groupOf, type KubernetesObject } from "../../kubernetes-object";
import { POD_KINDS } from "../../pods";
import { isForeignPolicy } from "../../reach/read/foreign-policies";
import { makesNoPods } from "../../reach/read/kinds-without-pods";

// Of these groups every kind is listed here; all others that are known are Kubernetes' own.
const KINDS: Readonly<Record<string, readonly string[]>> = {
  "mlops.seldon.io": [
    ...["Model", "Pipeline", "Experiment", "SeldonConfig", "SeldonRuntime"],
    ...["Server", "ServerConfig"],
  ],
  "networking.istio.io": [
    ...["DestinationRule", "EnvoyFilter", "Gateway", "ProxyConfig", "ServiceEntry", "Sidecar"],
    ...["VirtualService", "WorkloadEntry", "WorkloadGroup"],
  ],
  "security.istio.io": ["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"],
  "telemetry.istio.io": ["Telemetry"],
  "extensions.istio.io": ["WasmPlugin", "TrafficExtension"],
  "gateway.networking.k8s.io": [
    ...["GatewayClass", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"],
    ...["ReferenceGrant", "BackendTLSPolicy"],
  ],
  "cert-manager.io": ["Certificate", "CertificateRequest", "Issuer", "ClusterIssuer"],
  "acme.cert-manager.io": ["Challenge", "Order"],
  "metallb.io": [
    ...["AddressPool", "BFDProfile", "BGPAdvertisement", "BGPPeer", "Community", "IPAddressPool"],
    ...["L2Advertisement", "ServiceBGPStatus", "ServiceL2Status", "ConfigurationState"],
  ],
  "frrk8s.metallb.io": [
    ...["FRRConfiguration", "FRRNodeState", "FRRK8sConfiguration", "BGPSessionState"],
  ],
  "monitoring.coreos.com": [
    ...["Alertmanager", "AlertmanagerConfig", "PodMonitor", "Probe", "Prometheus"],
    ...["PrometheusAgent", "PrometheusRule", "ScrapeConfig", "ServiceMonitor", "ThanosRuler"],
  ],
  "external-secrets.io": [
    ...["SecretStore", "ClusterSecretStore", "ExternalSecret", "ClusterExternalSecret"],
  ],
  "secrets-store.csi.x-k8s.io": ["SecretProviderClass"],
  "crd.projectcalico.org": ["BGPPeer", "FelixConfiguration", "IPPool"],
  "projectcalico.org": ["BGPPeer", "FelixConfiguration", "IPPool"],
  "cilium.io": [
    ...["CiliumBGPPeeringPolicy", "CiliumBGPClusterConfig", "CiliumEgressGatewayPolicy"],
    ...["CiliumLoadBalancerIPPool"],
  ],
};

/** Whether some rule here knows what objects of the kind can do, in any version. */
export function isKnownKind(object: KubernetesObject): boolean {
  const group = groupOf(object);
  const kind = String(object.kind);
  const listed = Object.hasOwn(KINDS, group) ? KINDS[group] : undefined;
  // Policies of network plugins are refused by reach-is-known.
  if (listed !== undefined) return listed.includes(kind) || isForeignPolicy(object);
  return POD_KINDS.has(`${group}/${kind}`) || makesNoPods(object);
}
