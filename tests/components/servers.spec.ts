import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { servers, type ServersArgs } from "../../components/servers";
import { Seldon } from "../../schema/seldon";
import { Server } from "../../schema/server";
import { images } from "../../versions";
import { registered, tree, type Registered } from "./registered";

const parse = (change: object): Server => Server.parse(change);
const args: ServersArgs = {
  servers: [
    parse({ name: "plain" }),
    parse({ name: "free", minReplicas: 1, maxReplicas: 3 }),
    parse({ name: "large", modelVolume: { size: "50Gi" } }),
  ],
  replicas: new Map(),
  controllerNamespace: "seldon-system",
  images,
  registry: { host: "harbor.test" },
  pullSecret: "pull",
  settings: Seldon.parse({}),
};

const make = (change: Partial<ServersArgs> = {}, tenant = "team-a") =>
  registered((opts) => {
    // The namespace's end is the end of what is in it.
    servers(
      tenant,
      { ...args, ...change },
      { ...opts, deletedWith: new pulumi.DependencyResource(namespaceUrn) },
    );
  });
const named = (all: readonly Registered[], name: string): Registered => {
  const found = all.find((one) => one.name === name);
  assert.ok(found, `no ${name}`);
  return found;
};

const namespaceUrn = "urn:pulumi:test::seldon-platform::kubernetes:core/v1:Namespace::team-a";

describe("a tenant's servers", () => {
  it("are a Server each, and a ServerConfig where one needs its own", async () => {
    const type = "kubernetes:mlops.seldon.io/v1alpha1";
    assert.deepEqual(tree(await make()), [
      `${type}:Server team-a-server.free < the stack`,
      `${type}:Server team-a-server.large < the stack`,
      `${type}:Server team-a-server.plain < the stack`,
      `${type}:ServerConfig team-a-server-config.large < the stack`,
    ]);
  });

  it("leave the number of replicas to Seldon where it scales, and only there", async () => {
    const all = await make();
    const ignored = (name: string) => named(all, `team-a-server.${name}`).opts.ignoreChanges ?? [];
    assert.deepEqual(ignored("free"), ["spec.replicas"]);
    assert.deepEqual(ignored("plain"), []);
  });

  it("have the stack file's word last, and say so to pods in words that never change", async () => {
    const all = await make();
    for (const name of ["free", "plain", "large"]) {
      const { metadata } = named(all, `team-a-server.${name}`).inputs as { metadata: object };
      const annotations = { "pulumi.com/patchForce": "true" };
      assert.deepEqual(metadata, { name, namespace: "team-a", annotations });
    }
  });

  it("go before their ServerConfig goes", async () => {
    const all = await make();
    const names = ([] as unknown[])
      .concat(named(all, "team-a-server.large").opts.dependsOn ?? [])
      .map((one) => (one as { __name: string }).__name);
    assert.deepEqual(names, ["team-a-server-config.large"]);
  });

  it("have their ServerConfig in the controller's namespace, from where it is deleted by itself", async () => {
    const config = named(await make(), "team-a-server-config.large");
    const { metadata } = config.inputs as { metadata: object };
    assert.deepEqual(metadata, { name: "team-a.large", namespace: "seldon-system" });
    assert.equal(config.opts.deletedWith, undefined);
    assert.equal(named(await make(), "team-a-server.large").opts.deletedWith !== undefined, true);
  });

  it("never share a name with another tenant's", async () => {
    const own = (name: string) => ({ servers: [parse({ name, modelVolume: {} })] });
    const one = await make(own("b-c"), "a");
    const other = await make(own("c"), "a-b");
    const names = [...one, ...other].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  it("sets the number of a Server that scales only where new bounds leave the present one out", async () => {
    const number = async (live: number) => {
      const replicas = new Map([["team-a/free", live]]);
      const { inputs, opts } = named(await make({ replicas }), "team-a-server.free");
      const { spec } = inputs as { spec: { replicas: number } };
      return opts.ignoreChanges ? "Seldon's" : spec.replicas;
    };
    assert.equal(await number(3), "Seldon's");
    assert.equal(await number(1), "Seldon's");
    assert.equal(await number(5), 3);
  });

  it("raises the number to a new lower bound, and leaves a Server that does not scale to the stack file", async () => {
    const bounds = [
      parse({ name: "free", minReplicas: 2, maxReplicas: 3 }),
      parse({ name: "plain" }),
    ];
    const replicas = new Map([
      ["team-a/free", 1],
      ["team-a/plain", 9],
    ]);
    const all = await make({ servers: bounds, replicas });
    const spec = (name: string) => named(all, `team-a-server.${name}`).inputs["spec"];
    assert.equal((spec("free") as { replicas: number }).replicas, 2);
    assert.equal((spec("plain") as { replicas: number }).replicas, 1);
  });
});
