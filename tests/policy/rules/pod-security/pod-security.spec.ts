import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { deployment, DEV, findingsOf, PROD } from "../../objects";

const BASELINE = "pod-security-baseline";
const RESTRICTED = "pod-security-restricted";
const ENFORCE = "pod-security.kubernetes.io/enforce";
const bare = deployment({ containers: [{ name: "web" }] });
const privileged = deployment({ hostNetwork: true });

const namespace = (level?: string, more: object = {}) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "team", labels: { ...(level && { [ENFORCE]: level }), ...more } },
});
const siteOf = (workloads: object, environment = "prod") =>
  siteFrom({ ...PROD, environment, workloads });
const AGENT = siteOf({ nodeAgents: [{ namespace: "team", name: "web" }] });
const told = (rule: string, documents: unknown[], site = PROD) =>
  findingsOf(rule, documents, site).map(({ object, path }) => `${object.kind} ${path}`);

describe(BASELINE, () => {
  it("binds everywhere, in dev too, whatever the namespace says", () => {
    for (const level of [undefined, "baseline", "restricted"])
      for (const site of [PROD, DEV])
        assert.deepEqual(told(BASELINE, [namespace(level), privileged], site), [
          "Deployment spec.template.spec.hostNetwork",
        ]);
    assert.equal(findingsOf(BASELINE, [privileged], DEV)[0]?.advice, false);
  });

  it("lets the node agents of the site be, by their exact names", () => {
    assert.deepEqual(told(BASELINE, [namespace("privileged"), privileged], AGENT), []);
    assert.deepEqual(told(BASELINE, [privileged], AGENT), []);
    const other = { ...privileged, metadata: { name: "web-2", namespace: "team" } };
    assert.equal(told(BASELINE, [namespace("privileged"), other], AGENT).length, 1);
  });

  it("refuses a node agent that its own namespace would refuse", () => {
    for (const level of ["baseline", "restricted"])
      assert.equal(told(BASELINE, [namespace(level), privileged], AGENT).length, 1);
  });

  it("refuses a privileged namespace in which the site has no node agent", () => {
    assert.deepEqual(told(BASELINE, [namespace("privileged")]), [
      `Namespace metadata.labels["${ENFORCE}"]`,
    ]);
    assert.deepEqual(told(BASELINE, [namespace("privileged")], AGENT), []);
    assert.deepEqual(told(BASELINE, [namespace("baseline")]), []);
  });

  it("judges by the version of the site", () => {
    const sysctls = [{ name: "net.ipv4.tcp_rmem", value: "1" }];
    const tuned = deployment({ securityContext: { sysctls } });
    assert.deepEqual(told(BASELINE, [tuned], siteOf({ podSecurityVersion: "v1.32" })), []);
    assert.equal(told(BASELINE, [tuned], siteOf({ podSecurityVersion: "v1.31" })).length, 1);
    assert.throws(() => siteOf({ podSecurityVersion: "latest" }), /a minor version of Kubernetes/);
  });

  it("names capability, place and remedy", () => {
    const securityContext = { capabilities: { add: ["NET_ADMIN"] } };
    const [finding] = findingsOf(BASELINE, [
      deployment({ containers: [{ name: "web", securityContext }] }),
    ]);
    assert.equal(
      finding?.message,
      "adds the capability NET_ADMIN, which no container has by default",
    );
    assert.match(finding.remedy, /workloads\.nodeAgents/);
  });
});

describe(RESTRICTED, () => {
  it("judges the pods of namespaces that enforce it, node agents too", () => {
    assert.equal(told(RESTRICTED, [namespace("restricted"), bare], AGENT).length, 4);
    const baseline = siteOf({ baseline: ["team"] });
    assert.deepEqual(told(RESTRICTED, [namespace("baseline"), bare], baseline), []);
    assert.deepEqual(told(RESTRICTED, [bare]), []);
  });

  it("takes a pod without a namespace for one in default", () => {
    const home = { ...namespace("restricted").metadata, name: "default" };
    const pod = { ...bare, metadata: { name: "web" } };
    assert.equal(told(RESTRICTED, [{ ...namespace(), metadata: home }, pod]).length, 4);
  });

  it("refuses a namespace that enforces less, unless the site lists it", () => {
    const at = `Namespace metadata.labels["${ENFORCE}"]`;
    assert.deepEqual(told(RESTRICTED, [namespace("baseline")]), [at]);
    assert.deepEqual(told(RESTRICTED, [namespace()]), [at]);
    const listed = siteOf({ baseline: ["team"] });
    assert.deepEqual(told(RESTRICTED, [namespace("baseline")], listed), []);
    assert.deepEqual(told(RESTRICTED, [namespace()], listed), [at]);
    assert.deepEqual(told(RESTRICTED, [namespace("restricted")]), []);
  });

  it("leaves the namespaces of others alone", () => {
    const network = { ...PROD.network, foreign: ["team"] };
    assert.deepEqual(told(RESTRICTED, [namespace()], siteFrom({ ...PROD, network })), []);
  });

  it("refuses an older version of the standards than the site's", () => {
    const version = (value: string) => namespace("restricted", { [`${ENFORCE}-version`]: value });
    for (const old of ["v1.25", "1.40", "first"])
      assert.deepEqual(told(RESTRICTED, [version(old)]), [
        `Namespace metadata.labels["${ENFORCE}-version"]`,
      ]);
    for (const good of ["latest", "v1.36", "v1.40"])
      assert.deepEqual(told(RESTRICTED, [version(good)]), []);
  });

  it("is advice in dev", () => {
    assert.deepEqual(
      findingsOf(RESTRICTED, [namespace("baseline")], DEV).map(({ advice }) => advice),
      [true],
    );
  });
});
