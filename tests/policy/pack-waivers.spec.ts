import assert from "node:assert/strict";
import { RULES } from "../../policy/rules/all";
import { SiteError } from "../../policy/site/site";
import { fingerprint } from "../../policy/waivers/fingerprint";
import type { Waiver } from "../../policy/waivers/waiver";
import { run, urnOf, type Registered } from "./engine";
import { deployment } from "./objects";

const NAMES = ["images-come-from-harbor", "namespaces-deny-by-default", "program-runs-nothing"];
const SOME = RULES.filter(({ name }) => NAMES.includes(name));
const stack: Registered = { type: "pulumi:pulumi:Stack", props: {} };
const deny: Registered = {
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  props: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "team" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
};
const web: Registered = {
  type: "kubernetes:apps/v1:Deployment",
  props: deployment({ containers: [{ image: "nginx" }] }),
};
const COMMAND = "command:local:Command";

const waiver = (change: Partial<Waiver>): Waiver => ({
  index: 0,
  rule: "images-come-from-harbor",
  object: "apps/v1/Deployment/team/web",
  sha256: fingerprint(web.props) ?? "",
  owner: "me",
  reason: "until then",
  until: "2031-05-28",
  ...change,
});

const told = (resources: Registered[], ...waivers: Waiver[]) =>
  run(SOME, [stack, ...resources], { waivers: () => ({ waivers, findings: [] }) });

describe("waivers in the policy pack", () => {
  it("let a change pass, and say so by way of advice", async () => {
    const [line, ...rest] = await told([deny, web], waiver({}));
    assert.deepEqual(rest, []);
    assert.match(line ?? "", /^waivers-hold-as-advice \(advice\): images-come-from-harbor: /);
    assert.match(line ?? "", /Waived until 2031-05-28 by me: until then$/);
  });

  it("may name an object by its URN", async () => {
    const [line, ...rest] = await told([deny, web], waiver({ object: urnOf(web.type) }));
    assert.deepEqual(rest, []);
    assert.match(line ?? "", /^waivers-hold-as-advice/);
  });

  it("hold for what a set of objects was refused for", async () => {
    const set = waiver({ rule: "namespaces-deny-by-default", object: "v1/Namespace/team" });
    const namespace = {
      type: "kubernetes:core/v1:Namespace",
      props: { apiVersion: "v1", kind: "Namespace", metadata: { name: "team" } },
    };
    const all = await told([namespace], { ...set, sha256: fingerprint(namespace.props) ?? "" });
    assert.equal(all.filter((line) => line.startsWith("namespaces-deny-by-default")).length, 0);
  });

  it("hold for a resource of the program by its URN", async () => {
    const resource = { type: COMMAND, props: { create: "x" } };
    const sha256 = fingerprint({ ...resource, ignored: [], aliases: [] }) ?? "";
    const rule = "program-runs-nothing";
    const [line, ...rest] = await told(
      [resource],
      waiver({ rule, object: urnOf(COMMAND), sha256 }),
    );
    assert.deepEqual(rest, []);
    assert.match(
      line ?? "",
      /^waivers-hold-as-advice \(advice\): program-runs-nothing: Command "it"/,
    );
  });

  it("stop a change when they are over, or when nothing needs them", async () => {
    const over = await told([deny, web], waiver({ until: "2031-04-30" }));
    assert.equal(over.length, 2);
    assert.match(over[0] ?? "", /^images-come-from-harbor: /);
    assert.match(
      over[1] ?? "",
      /^waivers-hold: \[0\]\.until of checkout file policy\/waivers\.yaml: /,
    );
    const [unused, ...rest] = await told([deny], waiver({}));
    assert.match(unused ?? "", /^waivers-hold: .*does not refuse/);
    assert.deepEqual(rest, []);
  });

  it("of another stack are not asked for here", async () => {
    assert.deepEqual(await told([deny], waiver({ stack: "dev" })), []);
  });

  it("are none where there is no base to read them from, which is told with the site", async () => {
    const waivers = () => {
      throw new SiteError("BASE is nothing");
    };
    const [line] = await run(SOME, [stack, deny, web], { waivers });
    assert.match(line ?? "", /^images-come-from-harbor: /);
  });
});

describe("the program in the policy pack", () => {
  it("is stopped before an update makes a resource that runs something", async () => {
    const [line, ...rest] = await told([{ type: COMMAND, props: {} }]);
    assert.equal(
      line,
      'program-runs-nothing: Command "it" is of a type that runs programs of its own. Declare what the command would do as Kubernetes objects, or do it by hand.',
    );
    assert.deepEqual(rest, []);
  });

  it("is judged by what it only reads, which the engine shows in the end", async () => {
    const rules = RULES.filter(({ name }) => name === "stack-references-stay-here");
    const reference: Registered = {
      type: "pulumi:pulumi:StackReference",
      props: { name: "acme/platform/prod" },
      isRead: true,
    };
    const [line, ...rest] = await run(rules, [stack, reference]);
    assert.match(
      line ?? "",
      /^stack-references-stay-here: name of StackReference "it" names no stack/,
    );
    assert.deepEqual(rest, []);
  });

  it("is stopped by what the checkout holds", async () => {
    const rules = RULES.filter(({ name }) => name === "backend-is-ours");
    const files = () => new Map([["Pulumi.yaml", "backend: { url: https://x.example }"]]);
    const [line, ...rest] = await run(rules, [stack], { files });
    assert.match(
      line ?? "",
      /^backend-is-ours: backend\.url of checkout file Pulumi\.yaml: is the address/,
    );
    assert.deepEqual(rest, []);
  });
});
