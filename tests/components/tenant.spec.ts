import assert from "node:assert/strict";

import { Seldon } from "../../components/seldon";
import { Tenant } from "../../components/tenant";
import { images } from "../../versions";
import { accepted } from "../setup-config";
import { policies, registry, seldonArgs } from "./made-up";
import { ofKind, registered, type Registered } from "./registered";

/** What a tenant is made of, by the keys of its item and of its stack. */
async function make(item: object = {}, stack: object = {}): Promise<Registered[]> {
  const platform = accepted({
    ...stack,
    tenants: [{ name: "team-a", ...item }, { name: "other" }],
  });
  const [tenant] = platform.tenants;
  assert.ok(tenant);
  const logins = tenant.storage.map((access) => ({
    ...access,
    credentials: { secret: "hunter2" },
  }));
  const all = await registered((opts) => {
    const seldon = new Seldon("seldon", seldonArgs, opts);
    new Tenant(
      "team-a",
      { tenant, platform, policies, registry, logins, images, replicas: new Map(), seldon },
      opts,
    );
  });
  return all.filter(({ name }) => name.startsWith("team-a"));
}

const kinds = (resources: readonly Registered[]): string[] =>
  resources.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`).sort();

const one = (resources: readonly Registered[], kind: string): Registered => {
  const [found, ...rest] = ofKind(resources, kind);
  assert.ok(found && rest.length === 0, `one ${kind}`);
  return found;
};

const namesOf = (value: unknown): string[] =>
  [value].flat().map((resource) => (resource as { __name: string }).__name);

const store = {
  endpoint: "http://minio.store.svc:9000",
  egress: [{ namespace: "store", port: 9000 }],
};
const login = { scheme: "s3", endpoint: store.endpoint };
const model = (name: string) => ({ name, storageUri: `s3://m/${name}`, requirements: ["sklearn"] });
const serving = {
  groups: ["ml-a"],
  servers: [{ name: "mlserver" }],
  storage: [login],
  models: [model("a"), model("b")],
  experiments: [
    {
      name: "ab",
      candidates: [
        { name: "a", weight: 50 },
        { name: "b", weight: 50 },
      ],
    },
  ],
};
const stores = { modelStores: [store] };

describe("a tenant", () => {
  it("is a shut and capped namespace with a runtime when its item is one line", async () => {
    assert.deepEqual(kinds(await make()), [
      "LimitRange team-a-limits",
      "Namespace team-a",
      "NetworkPolicy team-a-allow-all",
      "NetworkPolicy team-a-default-deny",
      "ResourceQuota team-a-quota",
      "Role team-a-controller-role",
      "RoleBinding team-a-controller-binding",
      "Secret team-a-pull-secret",
      "SeldonRuntime team-a-runtime",
      "ServiceAccountPatch team-a-default-account",
      "Tenant team-a",
    ]);
  });

  it("has also what its item names: rights for its groups, servers, logins, models, experiments", async () => {
    const bare = kinds(await make());
    const added = kinds(await make(serving, stores)).filter((line) => !bare.includes(line));
    assert.deepEqual(added, [
      "Experiment team-a-experiment-ab",
      "Model team-a-model-a",
      "Model team-a-model-b",
      "Role team-a-team-role",
      "RoleBinding team-a-team-binding",
      "Secret team-a-storage-s3",
      "Server team-a-server.mlserver",
    ]);
  });

  it("has certificates and monitors where the stack has the one and the other", async () => {
    const stack = {
      monitoring: { namespace: "monitoring" },
      seldon: { controlPlaneTls: { issuer: "seldon" } },
    };
    const resources = await make({}, stack);
    for (const [kind, count] of Object.entries({
      Certificate: 2,
      PrometheusRule: 1,
      PodMonitor: 1,
    }))
      assert.equal(ofKind(resources, kind).length, count, kind);
    assert.equal(ofKind(await make(), "Certificate").length, 0);
  });

  it("has no runtime and gives the controller no rights when it is for training", async () => {
    const line = kinds(await make({ kind: "training" }));
    assert.deepEqual(
      kinds(await make()).filter((made) => !line.includes(made)),
      [
        "Role team-a-controller-role",
        "RoleBinding team-a-controller-binding",
        "SeldonRuntime team-a-runtime",
      ],
    );
  });

  it("says on its namespace whose it is and what it is for, and enforces restricted", async () => {
    const item = { team: "fraud", costCentre: "4711" };
    assert.deepEqual(one(await make(item), "Namespace").inputs["metadata"], {
      name: "team-a",
      labels: {
        "seldon-platform/stack": "test",
        "seldon-platform/kind": "serving",
        "seldon-platform/team": "fraud",
        "seldon-platform/cost-centre": "4711",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  it("puts every object into its own namespace", async () => {
    const namespaces = (await make(serving, stores))
      .map(({ inputs }) => inputs["metadata"] as { namespace?: string } | undefined)
      .flatMap((metadata) => metadata?.namespace ?? []);
    assert.deepEqual([...new Set(namespaces)], ["team-a"]);
  });
});

describe("the life of a tenant", () => {
  const dependsOn = ({ opts }: Registered) => namesOf(opts.dependsOn);

  it("is protected as a whole, so that no deleted item takes it away, and not part by part", async () => {
    for (const { type, opts } of await make(serving, stores))
      assert.equal(opts.protect, type.endsWith(":Tenant"), type);
  });

  it("ends, by retire, with nothing left but a component that may go", async () => {
    const left = await make({ ...serving, retire: true }, stores);
    assert.deepEqual(
      left.map(({ type, opts }) => [type, opts.protect]),
      [["seldon-platform:components:Tenant", false]],
    );
  });

  it("starts its runtime when the controller and all the groundwork are there", async () => {
    const resources = await make(serving, stores);
    const needed = dependsOn(one(resources, "SeldonRuntime"));
    const groundwork = resources.filter(
      ({ type }) => !/:(Tenant|SeldonRuntime|Server|Model|Experiment)$/.test(type),
    );
    assert.deepEqual(needed.sort(), ["seldon", ...groundwork.map(({ name }) => name)].sort());
  });

  it("goes on from runtime to servers to models to experiments, and back the same way", async () => {
    const resources = await make(serving, stores);
    assert.deepEqual(dependsOn(one(resources, "Server")), ["team-a-runtime"]);
    for (const each of ofKind(resources, "Model"))
      assert.deepEqual(dependsOn(each), ["team-a-runtime", "team-a-server.mlserver"]);
    const behind = dependsOn(one(resources, "Experiment"));
    assert.deepEqual(
      behind.filter((name) => name.includes("-model-")),
      ["team-a-model-a", "team-a-model-b"],
    );
  });

  it("leaves to the namespace's own deletion only what Seldon puts no finalizer on", async () => {
    const finalized = /:(SeldonRuntime|Server|Model|Experiment)$/;
    for (const { type, opts } of await make(serving, stores)) {
      if (/:(Tenant|Namespace)$/.test(type)) continue;
      const withNamespace = opts.deletedWith !== undefined;
      assert.equal(withNamespace, !finalized.test(type), type);
    }
  });
});
