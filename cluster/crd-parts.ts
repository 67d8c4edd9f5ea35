import { platformNamespaces } from "../schema/namespaces";
import { charts, type ChartPin } from "../versions";

/** A part of the platform whose CRDs the crds project brings. */
export interface CrdPart {
  /** As messages name it. */
  readonly owner: string;
  /** The name of its resource in the crds project; another one would replace all CRDs. */
  readonly name: string;
  readonly chart: ChartPin;
  /** With these the chart renders its CRDs, among other things. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Where the part runs; the webhook that converts MetalLB's objects is looked for there. */
  readonly namespace: string;
  /** The CRD that stands for all of them: they are applied together. */
  readonly sample: string;
}

/** What a stack file switches on; values as written or as parsed. */
interface Switches {
  readonly istio?: { readonly enabled?: unknown } | null | undefined;
  readonly metalLb?: { readonly mode?: unknown } | null | undefined;
  readonly certManager?: unknown;
}

/** Seldon's, without which there is no platform. */
export const seldonCrds: CrdPart = {
  owner: "Seldon",
  name: "seldon-crds",
  chart: charts.seldonCrds,
  namespace: platformNamespaces.controller,
  values: {},
  sample: "seldonruntimes.mlops.seldon.io",
};

const istio: CrdPart = {
  owner: "Istio",
  name: "istio-crds",
  chart: charts.istioBase,
  namespace: platformNamespaces.istio,
  values: { base: { enableCRDTemplates: true } },
  sample: "virtualservices.networking.istio.io",
};

const metalLb = (byRouters: boolean): CrdPart => ({
  owner: "MetalLB",
  name: "metallb-crds",
  chart: charts.metalLb,
  namespace: platformNamespaces.metalLb,
  // The chart takes frr-k8s for a choice beside its own FRR, and refuses both.
  values: {
    crds: { enabled: true },
    frrk8s: { enabled: byRouters },
    speaker: { frr: { enabled: false } },
  },
  sample: byRouters ? "frrconfigurations.frrk8s.metallb.io" : "ipaddresspools.metallb.io",
});

const certManager: CrdPart = {
  owner: "cert-manager",
  name: "cert-manager-crds",
  chart: charts.certManager,
  namespace: platformNamespaces.certManager,
  values: { crds: { enabled: true } },
  sample: "certificates.cert-manager.io",
};

/** What the crds project brings besides Seldon's own: the CRDs of what the stack file switches on. */
export const furtherCrds = (on: Switches): CrdPart[] => [
  ...(on.istio?.enabled === true ? [istio] : []),
  ...(on.metalLb ? [metalLb(on.metalLb.mode === "bgp")] : []),
  ...(on.certManager ? [certManager] : []),
];

export const crdParts = (on: Switches): CrdPart[] => [seldonCrds, ...furtherCrds(on)];
