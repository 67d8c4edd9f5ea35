import type { AllowedDifference } from "./allowed-differences";

/** What the four stand-ins leave out of Istio's objects, or word for themselves. Nothing else may differ. */
export const istioDifferences: readonly AllowedDifference[] = [
  {
    line: /^- ConfigMap\/istio-cni-config\.data\.AMBIENT_ENABLEMENT_SELECTOR: /,
    reason: "which pods take part in ambient mode, which is off",
  },
  {
    line: /^- ConfigMap\/values\.metadata\.annotations\.kubernetes\.io\/description: /,
    reason: "words for people",
  },
  {
    line: /^- ConfigMap\/values\.data\.merged-values\./,
    reason: "a value that no template of the stand-in reads, shown to people and tools",
  },
  {
    line: /^- ConfigMap\/istio-sidecar-injector\.data\.values\./,
    reason: "a value that no template of the stand-in reads; no injector runs where one is used",
  },
  {
    line: /^- ConfigMap\/istio-sidecar-injector\.data\.config\.templates\.(grpc-agent|waypoint|kube-gateway|agentgateway): /,
    reason: "a template for pods that the program makes none of",
  },
  {
    line: /^[-+] ConfigMap\/istio-sidecar-injector\.data\.config\.templates\.(sidecar|gateway|grpc-simple): /,
    reason:
      "a program for istiod's injector: ours says what a pod is given, and not how it is started",
  },
];

/** The lines that no entry allows. */
export const notAllowedOfIstio = (lines: readonly string[]): string[] =>
  lines.filter((line) => !istioDifferences.some((allowed) => allowed.line.test(line)));
