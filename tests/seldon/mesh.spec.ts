import assert from "node:assert/strict";

import { podsOf } from "../../operator/pods";
import { runtimeObjects } from "../../operator/runtime-objects";
import { serverObjects } from "../../operator/server-objects";
import { Runtime } from "../../schema/runtime";
import { Server } from "../../schema/server";
import { seldonRuntime, type RuntimeArgs } from "../../seldon/runtime";
import { serverObject } from "../../seldon/server";
import { realSeldonConfig, realServerConfig } from "./real-setup";

const mesh = "1.30.3";

const of = (runtime: object = {}, change: Partial<RuntimeArgs> = {}) =>
  seldonRuntime({
    namespace: "team-a",
    runtime: Runtime.parse(runtime),
    hodometer: { enabled: false, metricsLevel: "resource" },
    settings: {},
    ...change,
  });

describe("a runtime in the mesh", () => {
  const meshed = of({}, { mesh });

  it("differs from one outside by an annotation and by what its gRPC ports are called", () => {
    const { metadata, spec } = meshed;
    assert.deepEqual(metadata, {
      name: "seldon",
      namespace: "team-a",
      annotations: { "seldon-platform/mesh": mesh },
    });
    const { serviceConfig, ...config } = spec.config;
    assert.deepEqual(serviceConfig, { serviceType: "ClusterIP", grpcServicePrefix: "http2-" });
    const { serviceConfig: without, ...others } = of().spec.config;
    assert.deepEqual(without, { serviceType: "ClusterIP" });
    assert.deepEqual({ ...spec, config }, { ...of().spec, config: others });
  });

  it("leaves it to Istio to find out what is spoken where Seldon speaks TLS on some of them", () => {
    const controlPlaneTls = { issuer: "ca", issuerKind: "ClusterIssuer" } as const;
    const { spec } = of({}, { mesh, settings: { controlPlaneTls } });
    assert.deepEqual(spec.config.serviceConfig, { serviceType: "ClusterIP" });
  });

  it("rolls every pod when the mesh comes, goes, or has a new version", function () {
    const annotationsOf = (object: ReturnType<typeof of>) =>
      podsOf(
        runtimeObjects({
          version: "2.9.1",
          namespace: "team-a",
          seldonConfig: realSeldonConfig(this),
          seldonRuntime: object,
        }),
      ).map(({ metadata }) => metadata.annotations?.["seldon-platform/mesh"]);
    const [on, off] = [annotationsOf(meshed), annotationsOf(of())];
    assert.equal(on.length, 2);
    assert.ok(on.every((version) => version === mesh));
    assert.ok(off.every((version) => version === undefined));
  });
});

describe("a Server in the mesh", () => {
  const parsed = Server.parse({ name: "a" });
  const meshed = serverObject("team-a", parsed, undefined, mesh);
  const outside = serverObject("team-a", parsed, undefined);

  it("differs from one outside by an annotation alone", () => {
    const { metadata, ...rest } = meshed;
    assert.deepEqual(metadata, {
      ...outside.metadata,
      annotations: { "seldon-platform/mesh": mesh },
    });
    assert.deepEqual({ ...rest, metadata: outside.metadata }, outside);
  });

  it("rolls its pods when the mesh comes, goes, or has a new version", function () {
    const annotations = [meshed, outside].map((server) => {
      const serverConfig = realServerConfig(this, "mlserver");
      const [pod] = podsOf(
        serverObjects({ version: "2.9.1", namespace: "team-a", serverConfig, server }),
      );
      return pod?.metadata.annotations?.["seldon-platform/mesh"];
    });
    assert.deepEqual(annotations, [mesh, undefined]);
  });
});
