import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parse } from "yaml";

import { PullSecret } from "../../components/pull-secret";
import { setupPostRenderer, setupValues } from "../../components/seldon-values";
import type { SeldonArgs } from "../../components/seldon";
import { images } from "../../versions";
import { unknownKeys, type AlsoRead } from "../charts/known-keys";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";
import { registry, seldonArgs } from "./made-up";

const valuesOf = (change: Partial<SeldonArgs> = {}) => setupValues({ ...seldonArgs, ...change });

/** Every image that the values name, as the chart puts it together. */
function imagesOf(values: unknown): string[] {
  if (typeof values !== "object" || values === null) return [];
  const { image, ...others } = values as { image?: Record<string, string> };
  const here = image
    ? [`${image["registry"] ?? ""}/${image["repository"] ?? ""}:${image["tag"] ?? ""}`]
    : [];
  return [...here, ...Object.values(others).flatMap(imagesOf)];
}

/** Keys that Seldon's template reads though its values file lacks them. */
const alsoRead: readonly AlsoRead[] = [
  {
    path: "controller.skipClusterRoleCreation",
    source: "round the ClusterRole of Seldon's template; its values file says skipOperator...",
  },
  {
    path: "controller.watchNamespaces",
    source:
      "https://github.com/SeldonIO/seldon-core/pull/6434: WATCH_NAMESPACES of the controller's Deployment, since 2.9.1",
  },
];

describe("the values for Seldon's setup chart", () => {
  it("watch exactly the tenants, in the order of the stack file, and nothing beside them", () => {
    const { controller } = valuesOf({ watchNamespaces: ["team-b", "team-a"] });
    assert.deepEqual(controller.watchNamespaces, ["team-b", "team-a"]);
    assert.equal(controller.clusterwide, true);
  });

  it("have the chart make no ClusterRole, by the one spelling that it reads", () => {
    const { controller } = valuesOf();
    assert.equal(controller.skipClusterRoleCreation, true);
    assert.ok(!("skipOperatorClusterRoleCreation" in controller));
  });

  it("come with a post-renderer that is a file of this project, told by a path of no machine", () => {
    const { command, args } = setupPostRenderer;
    assert.equal(command, "node");
    const [file = "", ...rest] = args;
    assert.deepEqual(rest, []);
    assert.ok(!isAbsolute(file) && existsSync(join(__dirname, "../..", file)), file);
  });

  it("take all eleven images from the registry, below its prefix, and keep path and tag", () => {
    const found = imagesOf(valuesOf());
    const expected = Object.values(images).map(
      ({ path, tag }) => `harbor.test/mirror/${path}:${tag}`,
    );
    assert.deepEqual(found.sort(), expected.sort());
    assert.equal(found.length, 11);
  });

  it("leave no slash too many without a prefix", () => {
    const { controller } = valuesOf({ registry: { ...registry, prefix: undefined } });
    assert.equal(controller.image.repository, images.controller.path);
    assert.equal(controller.image.registry, "harbor.test");
  });

  it("name each image's own host where a stack has no registry, and no pull secret", () => {
    const values = valuesOf({ registry: undefined });
    const expected = Object.values(images).map(({ host, path, tag }) => `${host}/${path}:${tag}`);
    assert.deepEqual(imagesOf(values).sort(), expected.sort());
    assert.ok(!("imagePullSecrets" in values));
  });

  it("name the pull secret that the namespaces hold, and nothing secret", () => {
    const values = valuesOf();
    assert.deepEqual(values.imagePullSecrets, [{ name: PullSecret.secretName }]);
    assert.doesNotMatch(JSON.stringify(values), /hunter2|robot/);
  });

  it("make no Service of a type that leaves the cluster", () => {
    assert.deepEqual(valuesOf().services, { defaultServiceType: "ClusterIP" });
  });

  it("pass the level of telemetry on", () => {
    const hodometer = { enabled: true, metricsLevel: "resource" };
    assert.equal(valuesOf({ hodometer }).hodometer.metricsLevel, "resource");
  });

  it("have no key that Seldon's chart does not read", function () {
    const real = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as object;
    assert.deepEqual(unknownKeys(valuesOf(), real, alsoRead), []);
    assert.deepEqual(
      unknownKeys(valuesOf(), real, []),
      alsoRead.map(({ path }) => path),
    );
  });

  it("have no key that the stand-in does not read", () => {
    assert.deepEqual(unknownKeys(valuesOf(), new StandIn("seldon-core-v2-setup").values, []), []);
  });
});
