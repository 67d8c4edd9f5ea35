import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { parsePlatform } from "../../config";
import { podsOf, type Pod } from "../../operator/pods";
import { Platform } from "../../schema/platform";
import { charts } from "../../versions";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import { AdmissionCluster } from "./support/admission-cluster";
import { fullPlatform, fullStack } from "./support/full-stack";
import { operatorObjects } from "./support/operator-objects";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { namespaceLike } from "./support/tenant-objects";
import { unsaidKeys } from "./support/unsaid-keys";

const setupFile = "seldon-2.9.1/setup.rendered.yaml";

describe("what the API server takes", function () {
  this.timeout(120_000);
  const cluster = new AdmissionCluster("admission");
  let full: KubernetesObject[];

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    await cluster.start();
    full = await platformObjects(fullPlatform());
  });
  after(() => cluster.remove());

  describe("of our objects, checked strictly against the real CRDs", () => {
    before(function () {
      const crds = ["seldon-2.9.1/crds.rendered.yaml", "cert-manager-1.21.1/rendered.yaml"]
        .flatMap((file) => objectsOf(realData(this, file)))
        .filter(({ kind }) => kind === "CustomResourceDefinition");
      cluster.mustApply(crds);
      cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    });

    /** Namespaces are made, because nothing is checked in one that is not there. */
    const verdict = (objects: readonly KubernetesObject[]) => {
      cluster.makeNamespaces(objects.filter(({ kind }) => kind === "Namespace"));
      return cluster.apply(checkable(objects), "--dry-run=server");
    };

    for (const stack of ["dev", "prod"])
      it(`is every object of ${stack}`, async () => {
        const platform = stackPlatform(stack);
        const objects = await platformObjects(platform);
        const { taken, refusals } = verdict(objects);
        assert.equal(refusals, "");
        assert.equal(taken.length, checkable(objects).length);
        const runtimes = taken.filter((name) => name.startsWith("seldonruntime.mlops"));
        const serving = platform.tenants.filter(({ kind }) => kind === "serving");
        assert.equal(runtimes.length, serving.length);
      });

    it("is every object of a stack that says all there is to say", () => {
      assert.equal(verdict(full).refusals, "");
      const unsaid = unsaidKeys(z.toJSONSchema(Platform, { io: "input" }), [fullStack]);
      assert.deepEqual(unsaid, [
        // Nothing of these reaches a custom resource.
        "quotaProfiles",
        "tenants[].quota.container.default",
        "tenants[].quota.container.defaultRequest",
        "tenants[].retire",
        "tenants[].force",
      ]);
    });

    it("is every object where the setup chart is Seldon's own", async function () {
      const objects = await platformObjects(fullPlatform(), realData(this, setupFile));
      assert.equal(verdict(objects).refusals, "");
    });

    it("is none with a misspelt field, of any of Seldon's kinds and however deep", () => {
      const seldons = full.filter(({ apiVersion }) => apiVersion.startsWith("mlops.seldon.io/"));
      assert.deepEqual([...new Set(seldons.map(({ kind }) => kind))].sort(), [
        ...["Experiment", "Model", "Pipeline", "SeldonConfig", "SeldonRuntime"],
        ...["Server", "ServerConfig"],
      ]);
      const wrong = seldons.map((object) => ({ ...object, spec: { ...object.spec, typo: 1 } }));
      const deep = seldons.flatMap(misspeltDeep);
      const { taken, refusals } = cluster.apply([...wrong, ...deep], "--dry-run=server");
      assert.deepEqual(taken, []);
      const lines = refusals.split("\n").filter((line) => line.startsWith("Error from server"));
      assert.equal(lines.length, wrong.length + deep.length);
      assert.equal(refusals.match(/ \.spec\.typo: field not declared/g)?.length, wrong.length);
      assert.match(refusals, /\.spec\.overrides\[0\]\.podSpec\.containers\[0\]\.limit: field not/);
    });
  });

  describe("under Pod Security restricted", () => {
    /** All pods of one tenant, in a namespace like its own but without the quota. */
    const pods = (objects: readonly KubernetesObject[], name: string) => {
      cluster.makeNamespaces([namespaceLike(objects, "vision", name)]);
      const made = operatorObjects(objects, "vision", name);
      cluster.mustApply(made.filter(({ kind }) => kind === "ServiceAccount"));
      return podsOf(made);
    };
    const isEveryPod = (made: readonly Pod[]) => {
      assert.deepEqual([...new Set(made.map(whatItIs))].sort(), [
        ...["hodometer", "seldon-dataflow-engine", "seldon-envoy", "seldon-modelgateway"],
        ...["seldon-pipelinegateway", "seldon-scheduler"],
        ...["own", "pictures", "shared", "trees"].map((server) => `seldon-server ${server}`),
      ]);
      const { taken, refusals } = cluster.create(made);
      assert.equal(refusals, "");
      assert.equal(taken.length, made.length);
    };

    it("is every pod of every component and of every type of server", () => {
      isEveryPod(pods(full, "shut"));
    });

    it("is every pod where the setup chart is Seldon's own", async function () {
      const objects = await platformObjects(fullPlatform(), realData(this, setupFile));
      isEveryPod(pods(objects, "shut-like-seldons"));
    });

    it("is no pod in which one container has no security context, and the container is named", () => {
      const wrong = pods(full, "bare").flatMap(withABareContainer);
      const { taken, refusals } = cluster.create(wrong.map(({ pod }) => pod));
      assert.deepEqual(taken, []);
      const lines = refusals.split("\n");
      assert.equal(lines.length, wrong.length);
      for (const [index, { container }] of wrong.entries())
        for (const words of [
          'violates PodSecurity "restricted:latest"',
          `container "${container}" must set securityContext.allowPrivilegeEscalation=false`,
          `container "${container}" must set securityContext.seccompProfile.type`,
        ])
          assert.ok(lines[index]?.includes(words), `${words} is not in: ${lines[index] ?? ""}`);
    });
  });
});

/** Nothing on the cluster knows the kinds of the Prometheus operator. */
const checkable = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ apiVersion }) => !apiVersion.startsWith("monitoring.coreos.com/"));

/** The stack as its file has it. */
function stackPlatform(stack: string): Platform {
  const file = `Pulumi.${stack}.yaml`;
  const text = readFileSync(path.join(__dirname, "..", "..", file), "utf8");
  const { config } = parse(text) as { config: Readonly<Record<string, unknown>> };
  const values = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("seldon-platform:", ""), value]),
  );
  return parsePlatform(values, { file, seldonVersion: charts.seldonSetup.version });
}

/** The object with `limits` misspelt wherever it is; nothing where it is nowhere. */
function misspeltDeep(object: KubernetesObject): KubernetesObject[] {
  const text = JSON.stringify(object);
  const wrong = text.replaceAll('"resources":{', '"limit":{},"resources":{');
  return wrong === text ? [] : [JSON.parse(wrong) as KubernetesObject];
}

/** A component, or a server by its name. */
const whatItIs = ({ metadata: { labels } }: Pod): string =>
  [labels["app.kubernetes.io/name"], labels["seldon-server-name"]].filter(Boolean).join(" ");

/** The pod once for each of its containers, which in it has no security context. */
const withABareContainer = (pod: Pod) =>
  pod.spec.containers.map(({ name }) => {
    const containers = pod.spec.containers.map((container) =>
      container.name === name ? { ...container, securityContext: undefined } : container,
    );
    return { container: name, pod: { ...pod, spec: { ...pod.spec, containers } } };
  });
