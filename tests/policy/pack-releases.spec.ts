import assert from "node:assert/strict";
import { HiddenRelease } from "../../policy/helm/hidden-release";
import type { OpenRelease } from "../../policy/helm/open-release";
import { RULES } from "../../policy/rules/all";
import { OUTSIDE, run as runRules, urnOf, type Registered } from "./engine";
import { deployment } from "./objects";

const NAMES = [
  "images-come-from-harbor",
  "namespaces-deny-by-default",
  "nothing-leaves",
  "charts-render",
];
const SOME = RULES.filter(({ name }) => NAMES.includes(name));

const run = (
  resources: readonly Registered[],
  open: OpenRelease = OUTSIDE.open,
): Promise<string[]> => runRules(SOME, resources, { open });

const stack = { type: "pulumi:pulumi:Stack", props: {} };
const networkPolicy = {
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  props: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "team" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
};

describe("a Helm release in the policy pack", () => {
  const release = { type: "kubernetes:helm.sh/v3:Release", props: { chart: "web.tgz" } };

  it("judges what a Helm release would install like any other object, namespaces included", async () => {
    const asked: unknown[] = [];
    const open: OpenRelease = (urn, inputs) => {
      asked.push([urn, inputs]);
      return { documents: [deployment({ containers: [{ image: "nginx" }] })] };
    };
    const told = await run([stack, release], open);
    assert.equal(told.length, 3);
    assert.match(told[0] ?? "", /^images-come-from-harbor: .* of apps\/v1 Deployment team\/web:/);
    assert.match(told[1] ?? "", /^namespaces-deny-by-default: .* in namespace team/);
    assert.match(told[2] ?? "", /^nothing-leaves: v1 Namespace team: NET-DEFAULT-DENY: .*web/);
    assert.deepEqual(asked[0], [urnOf(release.type), release.props]);

    const clean: OpenRelease = () => ({
      documents: [deployment({ containers: [{ image: "harbor.mlops.internal/x:1" }] })],
    });
    assert.deepEqual(await run([stack, networkPolicy, release], clean), []);
  });

  it("refuses a release whose values rest on another resource, as unknown ones are not shown to it", async () => {
    const open: OpenRelease = () => ({ documents: [] });
    const resting = (propertyDependencies: object) =>
      run([stack, { ...release, propertyDependencies }], open);
    assert.deepEqual(await resting({ values: [{}] }), [
      'charts-render: Release "it" hides its objects: its values rest on an output of another resource, which is left out while it is unknown. Pass plain values from the stack file.',
    ]);
    assert.deepEqual(await resting({ values: [], namespace: [{}] }), []);
  });

  it("refuses a release that cannot be opened, once, with the reason and the remedy", async () => {
    const hidden = new HiddenRelease("it is made of smoke", "Make it of wood.");
    assert.deepEqual(await run([stack, release], () => ({ documents: [], hidden })), [
      'charts-render: Release "it" hides its objects: it is made of smoke. Make it of wood.',
    ]);
  });
});
