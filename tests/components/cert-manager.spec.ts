import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import type { Sample } from "../../cluster/admission";
import { CertManager, type CertManagerArgs } from "../../components/cert-manager";
import { otherValues, typedInputs } from "../../certificates/values";
import { CertManager as Settings } from "../../schema/cert-manager";
import { Exposure } from "../../schema/exposure";
import { certManagerImages as images } from "../../versions";
import * as made from "../certificates/made-up";
import { policies, registry } from "./made-up";
import { ofKind, registered, tree, unwrap } from "./registered";

const args: CertManagerArgs = {
  chart: ".charts/cert-manager.tgz",
  images,
  registry,
  policies: policies.map((policy) => ({ ...policy, namespace: "cert-manager" })),
  settings: Settings.parse({ authority: "selfSigned" }),
  exposure: Exposure.parse({}),
  environment: "prod",
  admits: () => Promise.resolve(),
};
const make = (change: Partial<CertManagerArgs> = {}) =>
  registered((opts) => {
    new CertManager("cert-manager", { ...args, ...change }, opts);
  });
const intermediate = { certificate: made.intermediate, root: made.root };
/** With a key that is secret, as it comes from the stack file. */
const makeGiven = () =>
  registered((opts) => {
    const settings = Settings.parse({ authority: "intermediate", intermediate });
    const authorityKey = pulumi.secret(made.intermediateKey);
    new CertManager("cert-manager", { ...args, settings, authorityKey }, opts);
  });

const custom = "kubernetes:cert-manager.io/v1";

describe("cert-manager", () => {
  it("is one namespace, one release with its budgets, and the issuers", async () => {
    const owner = "CertManager cert-manager";
    assert.deepEqual(tree(await make()), [
      `kubernetes-cert-manager:index:CertManager cert-manager < ${owner}`,
      `${custom}:Certificate cert-manager-platform-ca < ${owner}`,
      `${custom}:ClusterIssuer cert-manager-platform-ca < ${owner}`,
      `${custom}:ClusterIssuer cert-manager-platform-self-signed < ${owner}`,
      `kubernetes:core/v1:Namespace cert-manager < ${owner}`,
      `kubernetes:core/v1:Secret cert-manager-pull-secret < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy cert-manager-allow-all < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy cert-manager-default-deny < ${owner}`,
      `kubernetes:policy/v1:PodDisruptionBudget cert-manager-cainjector < ${owner}`,
      `kubernetes:policy/v1:PodDisruptionBudget cert-manager-webhook < ${owner}`,
      "seldon-platform:components:CertManager cert-manager < the stack",
    ]);
  });

  it("runs where Pod Security restricted is enforced", async () => {
    const [namespace] = ofKind(await make(), "Namespace");
    const { labels } = namespace?.inputs["metadata"] as { labels: Record<string, string> };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted");
  });

  it("is installed from the local chart, by its name, with the public repository taken away", async () => {
    const resources = await make();
    const release = resources.find(({ type }) => type.startsWith("kubernetes-cert-manager:"));
    const { helmOptions, ...typed } = release?.inputs ?? {};
    const given = { ...args, registry, pullSecret: "harbor-registry-secret" };
    assert.deepEqual(helmOptions, {
      name: "cert-manager",
      namespace: "cert-manager",
      chart: ".charts/cert-manager.tgz",
      repositoryOpts: { repo: "" },
      skipAwait: false,
      timeout: 300,
      values: otherValues(given),
    });
    assert.deepEqual(typed, typedInputs(given));
  });

  it("keeps pods of webhook and cainjector through a drain by the labels that the chart gives them", async () => {
    const [budget] = ofKind(await make(), "PodDisruptionBudget").filter(({ name }) =>
      name.endsWith("webhook"),
    );
    assert.deepEqual(budget?.inputs["spec"], {
      minAvailable: 1,
      selector: {
        matchLabels: {
          "app.kubernetes.io/instance": "cert-manager",
          "app.kubernetes.io/component": "webhook",
        },
      },
    });
    assert.deepEqual(ofKind(await make({ environment: "dev" }), "PodDisruptionBudget"), []);
  });

  it("makes each issuer once the webhook has judged just that one, by its full name", async () => {
    const judged: Sample[] = [];
    const resources = await make({ admits: (sample) => Promise.resolve(void judged.push(sample)) });
    const objects = resources
      .filter(({ type }) => type.startsWith(custom))
      .map(({ inputs }) => inputs as unknown as Sample);
    const byName = (one: Sample, other: Sample) =>
      `${one.kind} ${one.metadata.name}`.localeCompare(`${other.kind} ${other.metadata.name}`);
    assert.equal(objects.length, 3);
    assert.deepEqual(judged.sort(byName), objects.sort(byName));
  });

  it("keeps the key of a given CA secret, in one Secret with its chain and root", async () => {
    const resources = await makeGiven();
    const [secret] = ofKind(resources, "Secret").filter(({ name }) => name.endsWith("authority"));
    assert.ok(secret);
    const { secret: hidden, value } = unwrap(secret.inputs["data"]);
    assert.equal(hidden, true);
    const decoded = Object.entries(value as Record<string, string>).map(([key, text]) => [
      key,
      Buffer.from(text, "base64").toString(),
    ]);
    assert.deepEqual(Object.fromEntries(decoded), {
      "tls.crt": made.intermediate,
      "tls.key": made.intermediateKey,
      "ca.crt": made.root,
    });
    assert.equal(secret.inputs["type"], "kubernetes.io/tls");
    assert.deepEqual(secret.inputs["metadata"], {
      name: "platform-ca-given",
      namespace: "cert-manager",
    });
    assert.deepEqual(ofKind(resources, "Certificate"), []);
  });

  it("gives the issuer one name, whoever the CA is from", async () => {
    for (const resources of [await make(), await makeGiven()]) {
      const names = ofKind(resources, "ClusterIssuer").map(
        ({ inputs }) => (inputs["metadata"] as { name: string }).name,
      );
      assert.ok(names.includes("platform-ca"));
    }
  });
});
