import assert from "node:assert/strict";
import { z } from "zod";

import { keptCrds } from "../../components/kept-crds";
import { Platform } from "../../schema/platform";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import { registered } from "../components/registered";
import { AdmissionCluster } from "./support/admission-cluster";
import { misspelt, misspeltDeep } from "./support/misspelt";
import { withoutKnownWarnings } from "./support/known-warnings";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { transformed } from "./support/rendered-charts";
import { platformOf, stackNames, stackValues, type StackName } from "./support/stacks";
import { unsaidKeys } from "./support/unsaid-keys";

/** Where the CRDs of each kind that we write are, among other things. */
const withCrds = [
  "seldon-2.9.1/crds.rendered.yaml",
  "cert-manager-1.21.1/rendered.yaml",
  "istio-1.30.3/base.rendered.yaml",
  "metallb-0.15.3/rendered.yaml",
];

/** The groups of those kinds. */
const foreign = /^(mlops\.seldon\.io|cert-manager\.io|\w+\.istio\.io|metallb\.io)\//;

describe("what the API server takes of our objects, checked strictly against the real CRDs", function () {
  this.timeout(120_000);
  const cluster = new AdmissionCluster("admission");
  const made = new Map<StackName, KubernetesObject[]>();

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    const files = withCrds.map((file) => realData(this, file));
    await cluster.start();
    cluster.mustApply(await keptAs(files));
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    for (const stack of stackNames) made.set(stack, await platformObjects(platformOf(stack)));
  });
  after(() => cluster.remove());

  /** Namespaces are made, because nothing is checked in one that is not there. */
  const verdict = (objects: readonly KubernetesObject[]) => {
    cluster.makeNamespaces(objects.filter(({ kind }) => kind === "Namespace"));
    return cluster.apply(checkable(objects), "--dry-run=server");
  };

  for (const stack of stackNames)
    it(`is every object of ${stack}`, () => {
      const objects = made.get(stack) ?? [];
      const { taken, refusals } = verdict(objects);
      assert.equal(withoutKnownWarnings(refusals), "");
      assert.equal(taken.length, checkable(objects).length);
      const runtimes = taken.filter((name) => name.startsWith("seldonruntime.mlops"));
      const serving = platformOf(stack).tenants.filter(({ kind }) => kind === "serving");
      assert.equal(runtimes.length, serving.length);
    });

  it("is every object of stacks that together say all there is to say", () => {
    const schema = z.toJSONSchema(Platform, { io: "input" });
    assert.deepEqual(unsaidKeys(schema, stackNames.map(stackValues)), [
      // Of a tenant that is taken down nothing is made.
      "tenants[].retire",
      "tenants[].force",
    ]);
  });

  it("is every object where the setup chart is Seldon's own", async function () {
    const setup = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    assert.equal(verdict(await platformObjects(platformOf("full"), setup)).refusals, "");
  });

  it("is none with a misspelt field, of any kind that is not Kubernetes' own and however deep", () => {
    const ours = [...made.values()].flat().filter(({ apiVersion }) => foreign.test(apiVersion));
    assert.deepEqual([...new Set(ours.map(({ kind }) => kind))].sort(), [
      "AuthorizationPolicy",
      ...["BGPAdvertisement", "BGPPeer", "Certificate", "ClusterIssuer", "Experiment", "Gateway"],
      ...["IPAddressPool", "L2Advertisement", "Model", "PeerAuthentication", "Pipeline"],
      ...["SeldonConfig", "SeldonRuntime", "Server", "ServerConfig", "ServiceEntry"],
      "VirtualService",
    ]);
    const wrong = ours.map(misspelt);
    const deep = ours.flatMap(misspeltDeep);
    const { taken, refusals } = cluster.apply([...wrong, ...deep], "--dry-run=server");
    assert.deepEqual(taken, []);
    const lines = refusals.split("\n").filter((line) => line.startsWith("Error from server"));
    assert.equal(lines.length, wrong.length + deep.length);
    assert.equal(refusals.match(/ \.spec\.typo: field not declared/g)?.length, wrong.length);
    for (const deepest of [
      "overrides[0].podSpec.containers[0].limit",
      "http[0].route[0].destinations",
      "servers[0].port.nummer",
      "selector.matchLabel",
      "issuerRef.groop",
      "acme.solvers[0].http1",
    ])
      assert.ok(refusals.includes(`.spec.${deepest}: field not`), deepest);
  });
});

/** The CRDs in some charts' files, as the project in crds/ applies them. */
async function keptAs(files: readonly string[]): Promise<KubernetesObject[]> {
  const crds = (files.flatMap(objectsOf) as KubernetesObject[]).filter(
    ({ kind }) => kind === "CustomResourceDefinition",
  );
  const chart = { chartName: "all", namespace: "default", chart: "unread", version: "1" };
  const [kept] = await registered((opts) => {
    keptCrds("kept", { ...chart, protect: true }, opts);
  });
  return transformed(crds, kept?.opts.transforms);
}

/** Nothing on the cluster knows the kinds of the Prometheus operator. */
const checkable = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ apiVersion }) => !apiVersion.startsWith("monitoring.coreos.com/"));
