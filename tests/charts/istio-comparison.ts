import assert from "node:assert/strict";

import { differences, type Leaves } from "./flatten";
import { notAllowedOfIstio } from "./istio-differences";
import { istioLeaves } from "./istio-leaves";
import { istioCharts, istioRendered, istioStandIn, type IstioChart } from "./istio-real";

/** ConfigMaps that show values say what other objects say, once more. */
const shown = /^[-+] ConfigMap\/(values\.data|istio-sidecar-injector\.data\.values)\./;

/** What the stand-ins render, held against the defaults of Istio's charts. */
export class IstioComparison {
  private readonly real: ReadonlyMap<IstioChart, Leaves>;

  /** Skips the running suite where the real data is missing. */
  constructor(context: Mocha.Context) {
    this.real = new Map(
      istioCharts.map((chart) => [chart, istioLeaves(istioRendered(context, chart))]),
    );
  }

  /** All lines in which the two differ. */
  lines(chart: IstioChart, values: object = {}): string[] {
    return differences(this.realOf(chart), istioLeaves(istioStandIn(chart).render(values)));
  }

  /** Values change these lines and no other, but for the differences that are always there. */
  assertChanges(chart: IstioChart, values: object, expected: readonly string[]): void {
    const changes = notAllowedOfIstio(this.lines(chart, values));
    assert.deepEqual(
      changes.filter((line) => !shown.test(line)),
      expected.toSorted(),
    );
  }

  /** Each leaf of an object that a switch removes. */
  without(chart: IstioChart, object: string): string[] {
    return [...this.realOf(chart)]
      .filter(([path]) => path.startsWith(`${object}.`))
      .map(([path, value]) => `- ${path}: ${value}`);
  }

  private realOf(chart: IstioChart): Leaves {
    return this.real.get(chart) ?? new Map<string, string>();
  }
}

/** The line of a leaf that values add. */
export const added = (path: string, value: unknown): string =>
  `+ ${path}: ${JSON.stringify(value)}`;

/** The line of a leaf that values take away. */
export const gone = (path: string, value: unknown): string => `- ${path}: ${JSON.stringify(value)}`;

/** The lines of a leaf that has another value. */
export const changed = (path: string, from: unknown, to: unknown): string[] => [
  gone(path, from),
  added(path, to),
];
