import assert from "node:assert/strict";
import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import { HiddenRelease } from "../../policy/hidden-release";
import type { OpenRelease } from "../../policy/open-release";
import { policiesFor } from "../../policy/pack";
import { RULES } from "../../policy/rules/all";
import { SiteError, type Site } from "../../policy/site";
import { markUnknowns, UNKNOWN } from "../../policy/unknown";
import { configMap, deployment, PROD } from "./objects";

// What the SDK exports but its type declarations leave out.
const wire = proxy as unknown as {
  unknownCheckingProxy: (props: object) => object;
  UnknownValueError: new (mark: string, path: string[]) => Error;
};
const { unknownCheckingProxy } = wire;
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urnOf = (type: string) => `urn:pulumi:prod::platform::${type}::it`;

const noRelease: OpenRelease = () => assert.fail("there is no release here");

/** What the engine would be told of these resources, in its order: each alone, then all. */
async function run(
  resources: {
    type: string;
    props: object;
    propertyDependencies?: object;
    ignoreChanges?: string[];
  }[],
  siteOf: (stack: string) => Site = () => PROD,
  open: OpenRelease = noRelease,
) {
  const policies = policiesFor(RULES, siteOf, open);
  const told: string[] = [];
  const all = resources.map(({ type, props, propertyDependencies = {}, ignoreChanges = [] }) => ({
    type,
    propertyDependencies,
    opts: { ignoreChanges },
    name: "it",
    urn: urnOf(type),
    props: unknownCheckingProxy(props),
  }));
  for (const policy of policies as ResourceValidationPolicy[])
    for (const args of all)
      if (typeof policy.validateResource === "function")
        await policy.validateResource(args as unknown as ResourceValidationArgs, (line) =>
          told.push(`${policy.name}: ${line}`),
        );
  for (const policy of policies as StackValidationPolicy[])
    await (policy.validateStack as StackValidationPolicy["validateStack"] | undefined)?.(
      { resources: all } as unknown as StackValidationArgs,
      (line) => told.push(`${policy.name}: ${line}`),
    );
  return told;
}

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
const web = (image: string) => ({
  type: "kubernetes:apps/v1:Deployment",
  props: deployment({ containers: [{ image }] }),
});

describe("the policy pack", () => {
  it("gives each policy a severity, a remedy and a page, and a name of its own", () => {
    const policies = policiesFor(RULES, () => PROD, noRelease);
    for (const policy of policies)
      assert.ok(policy.severity && policy.remediationSteps && policy.url, policy.name);
    assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length);
  });

  it("stops a change by every rule but those of isolation that are advice everywhere", () => {
    const policies = policiesFor(RULES, () => PROD, noRelease);
    const advice = policies.filter(({ enforcementLevel }) => enforcementLevel !== "mandatory");
    assert.deepEqual(
      advice.map(({ name }) => name),
      [
        "reach-is-known-as-advice",
        "nothing-leaves-as-advice",
        "tenants-do-not-meet-as-advice",
        "everything-needed-is-open-as-advice",
        "nothing-is-forgeable-as-advice",
        "nothing-dangles",
        "nothing-is-wider-than-used",
      ],
    );
    const mandatory = policies.filter((policy) => !advice.includes(policy));
    for (const rule of RULES.filter(({ name }) => !advice.some((each) => each.name === name)))
      assert.ok(
        mandatory.some(({ name }) => name === rule.name),
        rule.name,
      );
  });

  it("says nothing of a clean program", async () => {
    assert.deepEqual(await run([stack, networkPolicy, web("harbor.mlops.internal/x:1")]), []);
  });

  it("names the object, the field and the remedy", async () => {
    assert.deepEqual(await run([stack, networkPolicy, web("nginx")]), [
      "images-come-from-harbor: spec.template.spec.containers[0].image of apps/v1 Deployment team/web: nginx names no host and so means docker.io/library/nginx, but images of this site come from harbor.mlops.internal. Mirror it and write harbor.mlops.internal/… instead.",
    ]);
  });

  it("reports an unknown value itself, as the SDK would let it pass with a note", async () => {
    const [line, ...rest] = await run([stack, networkPolicy, web(UNKNOWN_TEXT)]);
    assert.deepEqual(rest, []);
    assert.match(
      line ?? "",
      /containers\[0\]\.image of apps\/v1 Deployment team\/web: is unknown at preview/,
    );
  });

  it("knows every mark that the SDK has for an unknown value", () => {
    const marks = Object.entries(wire).filter(([name]) => /^unknown\w+Value$/.test(name));
    assert.equal(marks.length, 7);
    for (const [name, mark] of marks) assert.equal(markUnknowns(mark), UNKNOWN, name);
  });

  it("judges the namespaces by what was declared, not by what the API server made of it", async () => {
    const policies = policiesFor(RULES, () => PROD, noRelease);
    const told: string[] = [];
    const declared = { ...networkPolicy.props, spec: { podSelector: {} } };
    const resource = (props: object) => ({
      type: networkPolicy.type,
      name: "it",
      urn: urnOf(networkPolicy.type),
      props: unknownCheckingProxy(props),
      opts: { ignoreChanges: [] },
    });
    for (const policy of policies as ResourceValidationPolicy[])
      if (typeof policy.validateResource === "function")
        await policy.validateResource(
          resource(declared) as unknown as ResourceValidationArgs,
          () => undefined,
        );
    for (const policy of policies as StackValidationPolicy[])
      await (policy.validateStack as StackValidationPolicy["validateStack"] | undefined)?.(
        { resources: [resource(networkPolicy.props)] } as unknown as StackValidationArgs,
        (line) => told.push(line),
      );
    assert.match(told[0] ?? "", /nothing denies ingress and egress/);
    assert.match(told[1] ?? "", /NET-POLICYTYPES: no policy holds the egress/);
    assert.equal(told.length, 2);
  });

  it("does not count a Patch as a namespace of the stack, nor as a deny", async () => {
    const patch = {
      type: "kubernetes:core/v1:NamespacePatch",
      props: { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } },
    };
    assert.deepEqual(await run([stack, patch]), []);
    const half = { ...networkPolicy, type: `${networkPolicy.type}Patch` };
    const map = { type: "kubernetes:core/v1:ConfigMap", props: configMap({}) };
    const told = await run([stack, half, map]);
    const of = (name: string) => told.filter((line) => line.startsWith(`${name}: `));
    assert.equal(of("namespaces-deny-by-default").length, 1);
    assert.equal(of("nothing-leaves").length, 1);
    assert.match(of("walls-are-applied")[0] ?? "", /that nobody here has seen whole/);
  });

  it("refuses a policy whose changes do not reach the cluster, and leaves other objects theirs", async () => {
    const ignoreChanges = ["spec.egress"];
    const told = await run([stack, { ...networkPolicy, ignoreChanges }]);
    assert.deepEqual(told, [
      'walls-are-applied: NetworkPolicy "it" ignores changes of spec.egress, so an older, wider one stays on the cluster (GATE-IGNORECHANGES). Remove ignoreChanges.',
    ]);
    const scaled = { ...web("harbor.mlops.internal/x:1"), ignoreChanges: ["spec.replicas"] };
    assert.deepEqual(await run([stack, networkPolicy, scaled]), []);
  });

  it("refuses the stack once when there is no site data, under the stack's own name", async () => {
    const asked = new Set<string>();
    const told = await run([stack, web("nginx")], (name) => {
      asked.add(name);
      throw new SiteError("no site data");
    });
    assert.deepEqual([...asked], ["prod"]);
    assert.deepEqual(
      told.filter((line) => line.startsWith("site-is-known")),
      ["site-is-known: no site data"],
    );
    assert.ok(!told.some((line) => line.startsWith("images-")));
  });

  it("refuses an object that it cannot read", async () => {
    const [line] = await run([
      stack,
      { type: "kubernetes:x.io/v1:Robot", props: { kind: UNKNOWN_TEXT } },
    ]);
    assert.match(line ?? "", /kind is unknown at preview/);
  });

  it("stops the engine when the SDK hides unknown values from it", () => {
    const hidden = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new wire.UnknownValueError(UNKNOWN_TEXT, []);
        },
      },
    );
    const [policy] = policiesFor(RULES, () => PROD, noRelease) as ResourceValidationPolicy[];
    const args = {
      type: "kubernetes:core/v1:Pod",
      urn: urnOf("x"),
      props: hidden,
    } as unknown as ResourceValidationArgs;
    assert.throws(() => {
      (policy?.validateResource as (a: object, r: object) => void)(args, () => undefined);
    }, /does not show unknown values/);
  });

  it("looks at no resource that is not Kubernetes'", async () => {
    assert.deepEqual(
      await run([
        stack,
        {
          type: "random:index/randomString:RandomString",
          props: { image: "nginx", result: UNKNOWN_TEXT },
        },
      ]),
      [],
    );
  });

  const release = { type: "kubernetes:helm.sh/v3:Release", props: { chart: "web.tgz" } };

  it("judges what a Helm release would install like any other object, namespaces included", async () => {
    const asked: unknown[] = [];
    const open: OpenRelease = (urn, inputs) => {
      asked.push([urn, inputs]);
      return { documents: [deployment({ containers: [{ image: "nginx" }] })] };
    };
    const told = await run([stack, release], undefined, open);
    assert.equal(told.length, 4);
    assert.match(told[0] ?? "", /^images-come-from-harbor: .* of apps\/v1 Deployment team\/web:/);
    assert.match(told[1] ?? "", /^namespaces-deny-by-default: .* in namespace team/);
    assert.match(told[2] ?? "", /^nothing-leaves: v1 Namespace team: NET-DEFAULT-DENY: .*web/);
    assert.deepEqual(asked[0], [urnOf(release.type), release.props]);

    const clean: OpenRelease = () => ({
      documents: [deployment({ containers: [{ image: "harbor.mlops.internal/x:1" }] })],
    });
    assert.deepEqual(await run([stack, networkPolicy, release], undefined, clean), []);
  });

  it("refuses a release whose values rest on another resource, as unknown ones are not shown to it", async () => {
    const open: OpenRelease = () => ({ documents: [] });
    const resting = (propertyDependencies: object) =>
      run([stack, { ...release, propertyDependencies }], undefined, open);
    assert.deepEqual(await resting({ values: [{}] }), [
      'charts-render: Helm release "it" hides its objects: its values rest on an output of another resource, which is left out while it is unknown. Pass plain values from the stack file.',
    ]);
    assert.deepEqual(await resting({ values: [], namespace: [{}] }), []);
  });

  it("refuses a release that cannot be opened, once, with the reason and the remedy", async () => {
    const hidden = new HiddenRelease("it is made of smoke", "Make it of wood.");
    assert.deepEqual(await run([stack, release], undefined, () => ({ documents: [], hidden })), [
      'charts-render: Helm release "it" hides its objects: it is made of smoke. Make it of wood.',
    ]);
  });
});
