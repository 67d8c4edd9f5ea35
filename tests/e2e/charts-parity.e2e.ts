import assert from "node:assert/strict";
import { parse } from "yaml";

import { allowedDifferences, notAllowed } from "../charts/allowed-differences";
import { crdsOf, frameOf, schemaOf, type Crd } from "../charts/crds";
import { clusterObjects, withRegistry } from "../charts/expected-changes";
import { differences, leavesOf, type Leaves } from "../charts/flatten";
import { realData } from "../charts/real-data";
import { openPaths, schemaDifferences } from "../charts/schema-differences";
import { StandIn } from "../charts/stand-in";

const deployment = "Deployment/seldon-v2-controller-manager.spec.template.spec";
const managerEnv = (name: string, value: string): string =>
  `${deployment}.containers[manager].env[${name}].value: "${value}"`;

describe("the setup stand-in beside Seldon's chart", function () {
  this.timeout("1m");
  const standIn = new StandIn("seldon-core-v2-setup");
  let stream: string;
  let real: Leaves;
  let realValues: object;

  before(function () {
    stream = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    real = leavesOf(stream);
    realValues = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as object;
  });

  /** What values change, told against Seldon's own defaults. */
  const changes = (values: object): string[] =>
    notAllowed(differences(real, leavesOf(standIn.render(values))));

  const sorted = (lines: readonly string[]): string[] => lines.toSorted();

  describe("with default values", () => {
    it("renders the same objects, but for the differences that are allowed", () => {
      assert.deepEqual(changes({}), []);
    });

    it("makes use of each difference that is allowed", () => {
      const lines = differences(real, leavesOf(standIn.render()));
      for (const { line, reason } of allowedDifferences)
        assert.ok(
          lines.some((found) => line.test(found)),
          `${line.source} (${reason}) allows nothing: remove it`,
        );
    });

    it("only ever leaves out, and never adds or changes", () => {
      const added = differences(real, leavesOf(standIn.render())).filter((line) =>
        /^\+/.test(line),
      );
      assert.deepEqual(added, []);
    });
  });

  describe("with watched namespaces", () => {
    const both = ["ClusterRole", "ClusterRoleBinding"];

    it("adds the ClusterRole and its binding when told to watch the cluster", () => {
      assert.deepEqual(
        changes({ controller: { clusterwide: true } }),
        sorted([
          `- ${managerEnv("CLUSTERWIDE", "false")}`,
          `+ ${managerEnv("CLUSTERWIDE", "true")}`,
          ...clusterObjects(stream, both),
        ]),
      );
    });

    for (const watchNamespaces of [["team-a", "team-b"], "team-a,team-b"])
      it(`hands ${JSON.stringify(watchNamespaces)} to the controller as one list`, () => {
        assert.deepEqual(
          changes({ controller: { watchNamespaces } }),
          sorted([
            `- ${managerEnv("WATCH_NAMESPACES", "")}`,
            `+ ${managerEnv("WATCH_NAMESPACES", "team-a,team-b")}`,
            ...clusterObjects(stream, both),
          ]),
        );
      });

    it("leaves the binding when skipClusterRoleCreation drops the role", () => {
      const controller = { clusterwide: true, skipClusterRoleCreation: true };
      assert.deepEqual(
        changes({ controller }),
        sorted([
          `- ${managerEnv("CLUSTERWIDE", "false")}`,
          `+ ${managerEnv("CLUSTERWIDE", "true")}`,
          ...clusterObjects(stream, ["ClusterRoleBinding"]),
        ]),
      );
    });

    it("takes no notice of skipOperatorClusterRoleCreation, which nothing reads", () => {
      assert.deepEqual(
        changes({ controller: { clusterwide: true, skipOperatorClusterRoleCreation: true } }),
        changes({ controller: { clusterwide: true } }),
      );
    });
  });

  describe("with a registry of one's own", () => {
    it("takes all eleven images from there, and changes nothing else", () => {
      const { values, moved } = withRegistry(realValues, "harbor.test", "mirror");
      assert.equal(moved.length, 11);
      const images = [...real].filter(([path]) => path.endsWith(".image"));
      assert.equal(new Set(images.map(([, image]) => image)).size, 11);
      assert.deepEqual(
        changes(values),
        sorted(
          images.flatMap(([path, image]) => [
            `- ${path}: ${image}`,
            `+ ${path}: ${image.replace(/^"[^/]+\//, '"harbor.test/mirror/')}`,
          ]),
        ),
      );
    });

    it("hands imagePullSecrets to the controller, the six components and both server configs", () => {
      const podSpecs = [...real.keys()]
        .filter((path) => path.endsWith(".securityContext.fsGroup"))
        .map((path) => path.replace(".securityContext.fsGroup", ""));
      assert.equal(podSpecs.length, 9);
      assert.deepEqual(
        changes({ imagePullSecrets: [{ name: "harbor" }] }),
        sorted(podSpecs.map((path) => `+ ${path}.imagePullSecrets[harbor].name: "harbor"`)),
      );
    });
  });
});

describe("the CRD stand-in beside Seldon's chart", function () {
  this.timeout("1m");
  let real: Map<string, Crd>;
  let ours: Map<string, Crd>;

  before(function () {
    real = crdsOf(realData(this, "seldon-2.9.1/crds.rendered.yaml"));
    ours = crdsOf(new StandIn("seldon-core-v2-crds").render());
  });

  it("defines the same seven kinds", () => {
    assert.deepEqual([...ours.keys()].sort(), [...real.keys()].sort());
    assert.equal(ours.size, 7);
  });

  it("gives them the same names, scope, subresources and printer columns", () => {
    for (const [name, crd] of ours) {
      const other = real.get(name);
      assert.ok(other, name);
      assert.deepEqual(frameOf(crd), frameOf(other), name);
    }
  });

  it("takes the same fields, of the same types, and misses the same ones", () => {
    const onEveryObject = ["apiVersion", "kind", "metadata"].map((key) => `.${key}: missing`);
    for (const [name, crd] of ours)
      assert.deepEqual(
        schemaDifferences(schemaOf(crd), schemaOf(real.get(name))),
        onEveryObject,
        name,
      );
  });

  it("is open only where the real schema is too large to write down", () => {
    const open = [...ours].flatMap(([name, crd]) =>
      openPaths(schemaOf(crd)).map((path) => `${name.split(".")[0] ?? ""}${path}`),
    );
    assert.deepEqual(open.sort(), [
      "seldonconfigs.spec.components[].podSpec",
      "seldonconfigs.spec.components[].volumeClaimTemplates[].spec",
      "seldonruntimes.spec.overrides[].podSpec",
      "serverconfigs.spec.podSpec",
      "serverconfigs.spec.volumeClaimTemplates[].spec",
      "servers.spec.imageOverrides",
      "servers.spec.podSpec",
    ]);
  });
});
