/**
 * Every CRD of the chart: crds/ applies them, and keeps them when the mesh goes. Named one by one because
 * base.enableCRDTemplates: false does not leave them out; the chart then renders them as a plain file.
 */
const crds = [
  "authorizationpolicies.security.istio.io",
  "destinationrules.networking.istio.io",
  "envoyfilters.networking.istio.io",
  "gateways.networking.istio.io",
  "peerauthentications.security.istio.io",
  "proxyconfigs.networking.istio.io",
  "requestauthentications.security.istio.io",
  "serviceentries.networking.istio.io",
  "sidecars.networking.istio.io",
  "telemetries.telemetry.istio.io",
  "trafficextensions.extensions.istio.io",
  "virtualservices.networking.istio.io",
  "wasmplugins.extensions.istio.io",
  "workloadentries.networking.istio.io",
  "workloadgroups.networking.istio.io",
];

/**
 * From the start what istiod itself would write into its webhooks later: else the next update would find
 * the field in other hands. Until istiod serves, Istio's own kinds are refused; so those wait for it.
 */
export const webhooksFailClosed = { validationFailurePolicy: "Fail" } as const;

/** The values of chart `base`, which runs nothing. */
export const baseValues = (pullSecrets: readonly string[]) => ({
  base: { excludedCRDs: crds, ...webhooksFailClosed },
  global: { imagePullSecrets: [...pullSecrets] },
});
