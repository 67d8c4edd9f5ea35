import assert from "node:assert/strict";
import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import type { OpenRelease } from "../../policy/helm/open-release";
import { policiesFor } from "../../policy/crossguard/pack";
import { RULES } from "../../policy/rules/all";
import { SiteError, type Site } from "../../policy/site/site";
import { markUnknowns, UNKNOWN } from "../../policy/unknown";
import { OUTSIDE, run as runRules, urnOf, type Registered } from "./engine";
import type { Rule } from "../../policy/rule";
import { configMap, deployment } from "./objects";

// What the SDK exports but its type declarations leave out.
const wire = proxy as unknown as {
  unknownCheckingProxy: (props: object) => object;
  UnknownValueError: new (mark: string, path: string[]) => Error;
};
const { unknownCheckingProxy } = wire;
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const NAMES = [
  "images-come-from-harbor",
  "namespaces-deny-by-default",
  "reach-is-known",
  "nothing-leaves",
  "walls-are-applied",
  "charts-render",
];
const SOME = RULES.filter(({ name }) => NAMES.includes(name));

const run = (
  resources: readonly Registered[],
  siteOf: (stack: string) => Site = OUTSIDE.siteOf,
  open: OpenRelease = OUTSIDE.open,
): Promise<string[]> => runRules(SOME, resources, { siteOf, open });

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
    const policies = policiesFor(RULES, OUTSIDE);
    for (const policy of policies)
      assert.ok(policy.severity && policy.remediationSteps && policy.url, policy.name);
    assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length);
  });

  it("stops a change by every rule where it binds, and elsewhere advises under a name of its own", () => {
    const levels = new Map(
      policiesFor(RULES, OUTSIDE).map(({ name, enforcementLevel }) => [name, enforcementLevel]),
    );
    for (const { name, binds } of RULES) {
      assert.equal(levels.get(name), binds === "never" ? "advisory" : "mandatory", name);
      const advice = levels.get(`${name}-as-advice`);
      assert.equal(advice, binds === "in prod" ? "advisory" : undefined, name);
    }
  });

  it("refuses the stack when it has no rules at all", async () => {
    const [line, ...rest] = await runRules([], [stack, web("nginx")]);
    assert.match(line ?? "", /^site-is-known: The gate has no rules/);
    assert.deepEqual(rest, []);
  });

  it("advises in dev by an object rule that binds in prod alone", async () => {
    const rules = SOME.slice(0, 1).map((rule): Rule => ({ ...rule, binds: "in prod" }));
    const [told, ...rest] = await runRules(rules, [web("nginx")]);
    assert.match(told ?? "", /^images-come-from-harbor: /);
    assert.deepEqual(rest, []);
    const [advised, ...more] = await runRules(rules, [web("nginx")], {
      siteOf: () => ({ ...OUTSIDE.siteOf("prod"), environment: "dev" }),
    });
    assert.match(advised ?? "", /^images-come-from-harbor-as-advice \(advice\): /);
    assert.deepEqual(more, []);
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
    const policies = policiesFor(SOME, OUTSIDE);
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
    const [policy] = policiesFor(SOME, OUTSIDE) as ResourceValidationPolicy[];
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
});
