import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parse } from "yaml";

import { PullSecret } from "../../components/pull-secret";
import { setupPostRenderer, setupValues } from "../../components/seldon-values";
import type { SeldonArgs } from "../../components/seldon";
import { Seldon } from "../../schema/seldon";
import { images } from "../../versions";
import { unknownKeys, type AlsoRead } from "../charts/known-keys";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";
import { connections, registry, seldonArgs } from "./made-up";

const settings = (change: object) => Seldon.parse(change);
/** Every key that the values can have. */
const full: Partial<SeldonArgs> = {
  settings: settings({
    ...connections,
    kafka: {
      ...connections.kafka,
      tls: { brokerCaSecret: "ca", clientSecret: "client" },
      sasl: { username: "u", secret: "login" },
    },
    controlPlaneTls: { issuer: "ca" },
  }),
};
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

  it("call gRPC ports as Istio wants it where there is a mesh, unless Seldon speaks TLS itself", () => {
    const services = (change: Partial<SeldonArgs>, meshed: boolean) =>
      setupValues({ ...seldonArgs, ...change, meshed }).services;
    const usual = { defaultServiceType: "ClusterIP" };
    assert.deepEqual(services({}, true), { ...usual, serviceGRPCPrefix: "http2-" });
    assert.deepEqual(services({}, false), usual);
    const controlPlaneTls = { issuer: "ca" };
    assert.deepEqual(services({ settings: settings({ controlPlaneTls }) }, true), usual);
  });

  it("name the further receivers of telemetry, with a comma between", () => {
    const extraPublishUrls = ["http://a.test/x", "https://b.test"];
    const hodometer = { enabled: true, extraPublishUrls };
    assert.equal(valuesOf({ hodometer }).hodometer.extraPublishUrls, extraPublishUrls.join(","));
    assert.equal(valuesOf().hodometer.extraPublishUrls, "");
  });

  it("take an own build from the registry in place of Seldon's, and all others as they are", () => {
    const own = { path: "builds/seldon-agent", tag: "2.9.1-own" };
    const { serverConfig, scheduler } = valuesOf({
      settings: settings({ images: { agent: own } }),
    });
    assert.deepEqual(serverConfig.agent.image, {
      registry: "harbor.test",
      repository: "mirror/builds/seldon-agent",
      tag: "2.9.1-own",
    });
    assert.equal(scheduler.image.tag, images.scheduler.tag);
    const upstream = valuesOf({
      settings: settings({ images: { triton: own } }),
      registry: undefined,
    });
    assert.equal(upstream.serverConfig.triton.image.registry, "docker.io");
  });

  it("size the volumes of schedulers and model servers", () => {
    const storage = { scheduler: "3Gi", models: "9Gi" };
    const { scheduler, serverConfig } = valuesOf({ settings: settings({ storage }) });
    assert.deepEqual(scheduler.resources, { storage: "3Gi" });
    assert.equal(serverConfig.mlserver.modelVolumeStorage, "9Gi");
    assert.equal(serverConfig.triton.modelVolumeStorage, "9Gi");
  });

  it("set one log level for all, in words that rclone knows", () => {
    const values = valuesOf({ settings: settings({ logLevel: "trace" }) });
    assert.equal(values.logging.logLevel, "trace");
    assert.equal(values.hodometer.logLevel, "trace");
    assert.equal(values.serverConfig.rclone.logLevel, "debug");
  });

  it("encrypt the control plane where certificates are issued, and only there", () => {
    const protocol = (change: object) =>
      valuesOf({ settings: settings(change) }).security.controlplane.protocol;
    assert.equal(protocol({ controlPlaneTls: { issuer: "ca" } }), "SSL");
    assert.equal(protocol({}), "PLAINTEXT");
  });

  it("have no key that Seldon's chart does not read", function () {
    const real = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as object;
    assert.deepEqual(unknownKeys(valuesOf(full), real, alsoRead), []);
    assert.deepEqual(
      unknownKeys(valuesOf(full), real, []),
      alsoRead.map(({ path }) => path),
    );
  });

  it("have no key that the stand-in does not read", () => {
    assert.deepEqual(
      unknownKeys(valuesOf(full), new StandIn("seldon-core-v2-setup").values, []),
      [],
    );
  });

  it("lets Seldon scale the models that say bounds, which the chart leaves off", () => {
    assert.deepEqual(valuesOf().autoscaling, { autoscalingModelEnabled: true });
  });
});
