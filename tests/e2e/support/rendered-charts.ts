import type * as pulumi from "@pulumi/pulumi";
import { execFileSync } from "node:child_process";
import path from "node:path";

import { needsNamespace } from "../../../policy/cluster-scoped";
import { objectsOf } from "../../charts/flatten";
import { StandIn } from "../../charts/stand-in";
import type { Registered } from "../../components/registered";
import { renderedOnce } from "./cached-renders";
import type { KubernetesObject } from "./platform-objects";

interface ChartInputs {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly values: object;
  readonly postRenderer?: { readonly command: string; readonly args: string[] };
}

/**
 * What the engine would make of a chart: each object as the post-renderer and the chart's own transforms
 * leave it.
 * @param setup what Seldon's setup chart renders; the stand-in with the stack's values when absent
 */
export function chartObjects({ inputs, opts }: Registered, setup?: string): KubernetesObject[] {
  const { postRenderer, ...chart } = inputs as unknown as ChartInputs;
  const rendered = chart.chart === "seldon-core-v2-setup" && setup ? setup : render(chart);
  const left = postRenderer
    ? renderedOnce([postRenderer, rendered], () =>
        execFileSync(postRenderer.command, postRenderer.args, {
          cwd: path.resolve(__dirname, "../../.."),
          input: rendered,
          encoding: "utf8",
        }),
      )
    : rendered;
  return transformed(objectsIn(left, chart.namespace), opts.transforms);
}

/** Objects of a chart as its transforms leave them. */
export const transformed = (
  objects: readonly KubernetesObject[],
  transforms: readonly pulumi.ResourceTransform[] = [],
): KubernetesObject[] =>
  objects.map((object) => {
    const type = `kubernetes:${object.apiVersion}:${object.kind}`;
    const args = { custom: true, type, name: object.metadata.name, opts: {} };
    return transforms.reduce<KubernetesObject>((props, transform) => {
      const result = transform({ ...args, props }) as pulumi.ResourceTransformResult | undefined;
      return (result?.props as KubernetesObject | undefined) ?? props;
    }, object);
  });

/** What Helm installs for the component of cert-manager, whose inputs take the place of values. */
export function releaseObjects({ inputs }: Registered): KubernetesObject[] {
  const { helmOptions, ...typed } = inputs as { helmOptions: ChartInputs };
  const values = { ...helmOptions.values, ...typed };
  return objectsIn(render({ ...helmOptions, values }), helmOptions.namespace);
}

const render = ({ name, namespace, chart, values }: ChartInputs): string =>
  renderedOnce([chart, name, namespace, values], () =>
    new StandIn(chart, { name, namespace }).render(values),
  );

/** In the release's namespace where they name none, as Helm and the engine install them. */
const objectsIn = (rendered: string, namespace: string): KubernetesObject[] =>
  (withoutNulls(objectsOf(rendered)) as KubernetesObject[]).map((object) =>
    needsNamespace({ ...object }, [])
      ? { ...object, metadata: { namespace, ...object.metadata } }
      : object,
  );

/** Seldon's chart writes labels that are null; the Kubernetes provider leaves out whatever is. */
const withoutNulls = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) => (inner === null ? undefined : inner));
