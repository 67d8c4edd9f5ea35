/** The release of Istio's gateway chart; its pods' labels follow from it. */
export const gatewayRelease = "istio-ingressgateway";

/** The labels of the gateway's pods, by the rule of the gateway chart: release names lose their "istio-". */
export const gatewayPods = (release: string) => ({
  app: release,
  istio: release.replace(/^istio-/, ""),
});
