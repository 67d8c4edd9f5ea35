import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";

import { claimsOf } from "../../operator/claims";
import type { SeldonConfig, ServerConfig } from "../../operator/custom-resources";
import type { KubernetesObject } from "../../operator/objects";
import { podsOf } from "../../operator/pods";
import { runtimeObjects } from "../../operator/runtime-objects";
import { serverObjects } from "../../operator/server-objects";
import { seldonRuntime } from "../../seldon/runtime";
import { serverObject } from "../../seldon/server";
import { seldonConfigSkeleton, serverConfigSkeleton } from "../../quota/setup-skeleton";
import { realData } from "../charts/real-data";
import { accepted, seldonVersion as version } from "../setup-config";

const namespace = "team-a";
const servers = ["mlserver", "triton"].map((type) => ({ name: type, type, replicas: 2 }));
const kafka = { bootstrap: "kafka.test:9092", egress: [{ cidrs: ["10.0.0.9/32"], port: 9092 }] };
const platform = accepted({
  hodometer: { enabled: true },
  seldon: { kafka },
  tenants: [{ name: namespace, servers }],
});

/** All that a quota counts: objects by kind, each container's amounts, each claim's. */
const counted = (objects: readonly KubernetesObject[]) => ({
  kinds: objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(),
  containers: podsOf(objects)
    .flatMap(({ spec, metadata }) =>
      [...spec.containers, ...(spec.initContainers ?? [])].map(
        ({ name, resources }) => [metadata, name, resources] as const,
      ),
    )
    .map(([metadata, name, resources]) => [
      "name" in metadata ? metadata.name : metadata.generateName,
      name,
      resources,
    ])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  claims: claimsOf(objects).map(({ metadata, spec }) => [metadata.name, spec]),
});

describe("what the planner knows of Seldon's setup chart", function () {
  let rendered: ({ kind: string; metadata: { name: string } } | null)[];

  before(function () {
    rendered = parseAllDocuments(realData(this, "seldon-2.9.1/setup.rendered.yaml")).map(
      (document) => document.toJS() as (typeof rendered)[number],
    );
  });

  const real = (kind: string, name: string): unknown =>
    rendered.find((object) => object?.kind === kind && object.metadata.name === name);

  it("makes a runtime that a quota cannot tell from the chart's", () => {
    const [tenant] = platform.tenants;
    assert.ok(tenant);
    const { hodometer, seldon: settings } = platform;
    const { spec } = seldonRuntime({ namespace, runtime: tenant.runtime, hodometer, settings });
    const objects = (seldonConfig: SeldonConfig) =>
      counted(
        runtimeObjects({ version, namespace, seldonConfig, seldonRuntime: { metadata: {}, spec } }),
      );
    const ours = objects(seldonConfigSkeleton(settings));
    assert.deepEqual(ours, objects(real("SeldonConfig", "default") as SeldonConfig));
    assert.equal(ours.containers.length, 6);
  });

  for (const { type } of servers)
    it(`makes a server of type ${type} that a quota cannot tell from the chart's`, () => {
      const server = platform.tenants[0]?.servers.find(({ name }) => name === type);
      assert.ok(server);
      const objects = (serverConfig: ServerConfig) =>
        counted(
          serverObjects({
            version,
            namespace,
            serverConfig,
            server: serverObject(namespace, server, undefined),
          }),
        );
      const ours = objects(serverConfigSkeleton(server, platform.seldon));
      assert.deepEqual(ours, objects(real("ServerConfig", type) as ServerConfig));
      assert.equal(ours.containers.length, 6);
    });
});
