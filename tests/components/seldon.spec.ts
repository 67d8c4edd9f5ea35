import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { Seldon, type SeldonArgs } from "../../components/seldon";
import { setupPostRenderer, setupValues } from "../../components/seldon-values";
import { seldonArgs } from "./made-up";
import { ofKind, registered, tree, type Registered } from "./registered";

const make = (change: Partial<SeldonArgs> = {}) =>
  registered((opts) => {
    new Seldon("seldon", { ...seldonArgs, ...change }, opts);
  });

describe("Seldon", () => {
  it("is one namespace and one chart, and nothing else", async () => {
    const owner = "Seldon seldon";
    assert.deepEqual(tree(await make()), [
      `kubernetes:core/v1:Namespace seldon-system < ${owner}`,
      `kubernetes:core/v1:Secret seldon-system-pull-secret < ${owner}`,
      "kubernetes:helm.sh/v4:Chart seldon-setup < Seldon seldon",
      `kubernetes:networking.k8s.io/v1:NetworkPolicy seldon-system-allow-all < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy seldon-system-default-deny < ${owner}`,
      "seldon-platform:components:Seldon seldon < the stack",
    ]);
  });

  it("runs where Pod Security restricted is enforced", async () => {
    const [namespace] = ofKind(await make(), "Namespace");
    const { labels } = namespace?.inputs["metadata"] as { labels: Record<string, string> };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted");
  });

  it("gives the chart its name, its namespace, its archive and its values, and nothing else", async () => {
    const [chart] = ofKind(await make(), "Chart");
    assert.deepEqual(chart?.inputs, {
      name: "seldon-core-v2-setup",
      namespace: "seldon-system",
      chart: ".charts/seldon-core-v2-setup.tgz",
      values: setupValues(seldonArgs),
      postRenderer: setupPostRenderer,
    });
  });

  it("installs the chart only when its namespace is there and shut", async () => {
    const [chart] = ofKind(await make(), "Chart");
    const names = [chart?.opts.dependsOn].flat().map((resource) => typeOf(resource));
    assert.deepEqual(names, [
      "kubernetes:core/v1:Namespace",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:core/v1:Secret",
    ]);
  });

  for (const [enabled, urls] of [
    [true, "keeps"],
    [false, "empties"],
  ] as const)
    it(`${urls} the addresses of telemetry where hodometer is ${enabled ? "on" : "off"}`, async () => {
      const [chart] = ofKind(await make({ hodometer: { enabled, extraPublishUrls: [] } }), "Chart");
      assert.equal(publishUrlAfter(chart), enabled ? "http://telemetry.test" : "");
    });
});

const typeOf = (resource: unknown): string | undefined =>
  (resource as { __pulumiType?: string } | undefined)?.__pulumiType;

/** What the chart's one transform makes of the address that a SeldonConfig publishes to. */
function publishUrlAfter(chart: Registered | undefined): string | undefined {
  const [transform, ...rest] = chart?.opts.transforms ?? [];
  assert.ok(transform && rest.length === 0);
  const env = [{ name: "PUBLISH_URL", value: "http://telemetry.test" }];
  const components = [{ name: "hodometer", podSpec: { containers: [{ env }] } }];
  const result = transform({
    custom: true,
    type: "kubernetes:mlops.seldon.io/v1alpha1:SeldonConfig",
    name: "default",
    props: { spec: { components, config: {} } },
    opts: {},
  }) as pulumi.ResourceTransformResult;
  const { spec } = result.props as { spec: { components: typeof components } };
  return spec.components[0]?.podSpec.containers[0]?.env[0]?.value;
}
