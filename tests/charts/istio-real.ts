import { parse } from "yaml";

import { charts } from "../../versions";
import { realData } from "./real-data";
import { StandIn } from "./stand-in";

/** The charts of Istio; under these release names the real data was rendered. */
export const istioCharts = ["base", "istiod", "cni", "gateway"] as const;
export type IstioChart = (typeof istioCharts)[number];

/** The stand-in, rendered where the real one was. */
export const istioStandIn = (chart: IstioChart): StandIn =>
  new StandIn(chart, { name: `istio-${chart}`, namespace: "istio-system" });

/**
 * What Istio's chart renders by default. The data is from source, where version, hub and tag are those of
 * nobody's release: they are told as the release process writes them, and as docker.io has them.
 */
export function istioRendered(context: Mocha.Context, chart: IstioChart): string {
  const { version } = charts.istiod;
  return realData(context, `istio-${version}/${chart}.rendered.yaml`)
    .replaceAll(/(app\.kubernetes\.io\/version: )"?1\.0\.0"?$/gm, `$1"${version}"`)
    .replaceAll(/(helm\.sh\/chart: \w+-)1\.0\.0$/gm, `$1${version}`)
    .replaceAll("registry.istio.io/testing", "docker.io/istio")
    .replaceAll(/("tag": |CURRENT_AGENT_VERSION: )"latest"/g, `$1"${version}"`)
    .replaceAll(/(docker\.io\/istio\/[\w-]+):latest/g, `$1:${version}`);
}

/** The defaults of Istio's chart, without the key that it keeps them under. */
export function istioValues(context: Mocha.Context, chart: IstioChart): Record<string, unknown> {
  const text = realData(context, `istio-${charts.istiod.version}/${chart}.values.yaml`);
  return defaultsOf(parse(text));
}

/** What stands in a values file of Istio, or of its stand-in. */
export const defaultsOf = (values: unknown): Record<string, unknown> =>
  (values as { _internal_defaults_do_not_set: Record<string, unknown> })
    ._internal_defaults_do_not_set;
