import assert from "node:assert/strict";
import { KeptStack } from "./support/kept-stack";

const model = (name: string, more: object = {}) => ({
  name,
  storageUri: `s3://models/${name}`,
  requirements: ["sklearn"],
  ...more,
});
const metric = { name: "infer_rps", averageValue: "5" };
const tenant = {
  name: "drifting",
  servers: [{ name: "scaling", minReplicas: 1, maxReplicas: 3 }, { name: "fixed" }],
  storage: [{ scheme: "s3", endpoint: "http://minio.model-store.svc:9000", existing: true }],
  models: [model("scaled", { server: "scaling", autoscaling: { maxReplicas: 3, metric } })],
};

interface Live {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly finalizers?: readonly string[] };
  readonly spec: { readonly replicas?: number; readonly capabilities?: readonly string[] };
}

describe("what others write to a tenant's objects", function () {
  this.timeout(300_000);
  let stack: KeptStack;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    stack = await KeptStack.start("dev");
    stack.add(tenant);
    await up();
  });
  after(() => {
    (stack as KeptStack | undefined)?.end();
  });

  it("is no drift where Seldon scales a Server and an autoscaler a Model", async () => {
    await patched("server/scaling", { spec: { replicas: 3 } });
    await kubectl("scale model scaled --replicas=2");
    for (const more of ["", "--refresh"])
      await stack.shell.text(`pulumi preview --expect-no-changes ${more}`);
    assert.match(await up("--refresh"), /Resources:\n +\d+ unchanged\n/);
    assert.deepEqual(await replicas(), { scaling: 3, fixed: 1, scaled: 2 });
  });

  it("is kept when other keys of the same Server and Model change", async () => {
    await kubectl("scale server scaling --replicas=2");
    await replaced("model/scaled", (live) => ({ ...live, spec: { ...live.spec, replicas: 3 } }));
    const [scaling, fixed] = tenant.servers;
    stack.change("drifting", {
      servers: [{ ...scaling, extraCapabilities: ["shap"] }, fixed],
      models: tenant.models.map((each) => ({ ...each, memory: "64Mi" })),
    });
    assert.match(await up(), /~ 2 updated/);
    assert.deepEqual(await replicas(), { scaling: 2, fixed: 1, scaled: 3 });
    const { spec } = await live("server/scaling");
    assert.ok(spec.capabilities?.includes("shap"));
  });

  it("is no drift where Seldon's operator adds finalizers, empty blocks and a status", async () => {
    const written = (kind: string) => (before: Live) => ({
      ...before,
      metadata: { ...before.metadata, finalizers: [`seldon.${kind}.finalizer`] },
    });
    await replaced("model/scaled", written("model"));
    await replaced("seldonruntime/seldon", (before) => {
      const after = written("runtime")(before);
      return { ...after, spec: { config: { agentConfig: { rclone: {} } }, ...after.spec } };
    });
    const status = { conditions: [{ type: "Ready", status: "True" }] };
    const scalable = { ...status, replicas: 1, selector: "app=x", loadedModels: 1 };
    for (const name of ["server/scaling", "model/scaled"])
      await patched(name, { status: scalable }, "--subresource=status");
    await patched("seldonruntime/seldon", { status }, "--subresource=status");
    assert.match(await up("--refresh"), /Resources:\n +\d+ unchanged\n/);
    for (const name of ["model/scaled", "seldonruntime/seldon"])
      assert.equal((await live(name)).metadata.finalizers?.length, 1, name);
  });

  it("is seen and put back where a Server has a fixed number of replicas", async () => {
    await patched("server/fixed", { spec: { replicas: 3 } });
    const { code, output } = await stack.shell.run("pulumi preview --expect-no-changes --refresh");
    assert.notEqual(code, 0);
    assert.match(output, /drifting-server\.fixed.*update/);
    assert.match(await up("--refresh"), /~ 1 updated/);
    assert.deepEqual(await replicas(), { scaling: 2, fixed: 1, scaled: 3 });
  });

  it("ends with the scaling: the number is then the stack file's, whoever wrote it last", async () => {
    const servers = tenant.servers.map(({ name }) => ({ name }));
    stack.change("drifting", { servers, models: [model("scaled", { server: "scaling" })] });
    await up();
    assert.deepEqual(await replicas(), { scaling: 1, fixed: 1, scaled: 1 });
  });

  const kubectl = (words: string) => stack.shell.text(`kubectl -n drifting ${words}`);
  const live = async (name: string) =>
    (await stack.shell.json(`kubectl -n drifting get ${name} -o json`)) as Live;

  /** As the operator writes a number or a status: with no owner but its own. */
  const patched = (name: string, patch: object, more = "") =>
    kubectl(
      `patch ${name} --type=merge --field-manager=manager ${more} -p '${JSON.stringify(patch)}'`,
    );

  /** As the operator adds its finalizer: the whole object, by an update. */
  async function replaced(name: string, change: (before: Live) => object): Promise<void> {
    const text = JSON.stringify(change(await live(name)));
    await kubectl(`replace --field-manager=manager -f - <<'END'\n${text}\nEND`);
  }

  async function replicas(): Promise<Record<string, number | undefined>> {
    const list = "kubectl -n drifting get servers,models -o json";
    const { items } = (await stack.shell.json(list)) as { items: Live[] };
    return Object.fromEntries(items.map(({ metadata, spec }) => [metadata.name, spec.replicas]));
  }

  const up = (more = "") => stack.shell.text(`pulumi up --yes --skip-preview ${more}`);
});
