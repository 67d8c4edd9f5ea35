import assert from "node:assert/strict";
import { stringify } from "yaml";
import { KeptStack } from "./support/kept-stack";
import { liveVersions } from "./support/live-versions";

const iris = { storageUri: "s3://models/iris", requirements: ["sklearn"] };
const newcomer = {
  name: "newcomer",
  servers: [{ name: "mlserver" }],
  storage: [{ scheme: "s3", endpoint: "http://minio.model-store.svc:9000", existing: true }],
  models: [{ name: "iris", ...iris }],
};
const controller = "deployment seldon-v2-controller-manager -n seldon-system";

describe("the life of a tenant on a kept cluster of prod", function () {
  this.timeout(600_000);
  let stack: KeptStack;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    stack = await KeptStack.start("prod");
  });
  after(() => {
    (stack as KeptStack | undefined)?.end();
  });

  it("begins with its own objects, the watch list, and nothing else", async () => {
    stack.add(newcomer);
    const changes = await stack.previewed();
    const ofOthers = changes.filter(({ name }) => !name.startsWith("newcomer"));
    assert.deepEqual(ofOthers, [
      { op: "update", name: "seldon-setup:seldon-system/seldon-v2-controller-manager" },
    ]);
    const own = changes.filter(({ name }) => name.startsWith("newcomer"));
    assert.deepEqual(
      own.filter(({ op }) => op !== "create"),
      [],
    );
    const names = own.map(({ name }) => name);
    for (const name of ["newcomer-runtime", "newcomer-server.mlserver", "newcomer-model-iris"])
      assert.ok(names.includes(name), `${name} is not in ${names.join()}`);
    await stack.applied();
    assert.match(await watched(), /newcomer/);
  });

  it("does not end because its item is deleted or renamed: nothing is touched", async () => {
    const before = await liveVersions(stack.shell);
    stack.remove("newcomer");
    assert.match(
      await stack.refused(),
      /seldon-platform:tenants: no longer names "newcomer", which was not retired; write the item back with retire: true/,
    );
    stack.add({ ...newcomer, name: "renamed" });
    assert.match(
      await stack.refused(),
      /\(renaming is a removal and an addition: nothing of "newcomer" would move to "renamed"\)/,
    );
    stack.remove("renamed");
    assert.equal(await liveVersions(stack.shell), before);
  });

  it("is protected by the engine too, should its namespace lose the label", async () => {
    await stack.shell.text("kubectl label namespace newcomer seldon-platform/stack-");
    const { code, output } = await stack.shell.run("pulumi preview");
    assert.notEqual(code, 0);
    assert.match(output, /Tenant::newcomer.*protected|protect/s);
    stack.add(newcomer);
    assert.match(
      await stack.refused(),
      /"newcomer" is the name of a namespace that this stack has not made/,
    );
    await stack.shell.text("kubectl label namespace newcomer seldon-platform/stack=prod");
    await stack.applied();
  });

  it("is not ended while it holds Models, which are counted, whoever made them", async () => {
    for (const text of [teamsOwn("Model", iris), teamsOwn("Server", { serverConfig: "mlserver" })])
      await stack.shell.text(`kubectl apply -f - <<'END'\n${text}END`);
    retire();
    assert.match(
      await stack.refused(),
      /tenant "newcomer" is to be retired and still holds 2 Models \(iris, own\) and 1 Server \(own\), 1 of them the stack file's; /,
    );
  });

  it("is not ended while Seldon's controller is away: what hangs is named, and the way out works", async () => {
    const finalizers = JSON.stringify({ metadata: { finalizers: ["seldon.runtime.finalizer"] } });
    await stack.shell.text(
      `kubectl patch seldonruntime seldon -n newcomer --type=merge -p '${finalizers}'`,
    );
    await scaledTo(0);
    retire({ force: true });
    const said = await stack.refused();
    assert.match(
      said,
      /cannot be retired: Seldon's controller \(Deployment seldon-v2-controller-manager in seldon-system\) has no available replica, and nobody else clears the finalizers of SeldonRuntime seldon \(seldon\.runtime\.finalizer\)/,
    );
    const wayOut = /^ +(kubectl .* patch seldonruntimes\S* seldon .*)$/m.exec(said)?.[1];
    assert.ok(wayOut !== undefined, said);
    await stack.shell.text(wayOut);
    await scaledTo(1);
  });

  it("ends by force in the safe order while it is watched, with no finalizer and no namespace left", async () => {
    const said = await stack.applied();
    assert.match(
      said,
      /force: true deletes 1 Model \(own\) and 1 Server \(own\) that the stack file does not name/,
    );
    const order = [...said.matchAll(/^ - +kubernetes:\S+ (newcomer\S*) deleted/gm)].map(
      ([, name]) => name,
    );
    const steps = [
      "newcomer-model-iris",
      "newcomer-server.mlserver",
      "newcomer-runtime",
      "newcomer",
    ];
    assert.deepEqual(
      order.filter((name) => steps.includes(name ?? "")),
      steps,
      said,
    );
    assert.match(await watched(), /newcomer/);
    const names = await stack.shell.text(
      "kubectl get namespaces,models,servers,seldonruntimes -A -o name",
    );
    assert.doesNotMatch(names, /newcomer|iris|own/);
    assert.match(await stack.applied(), /Resources:\n +\d+ unchanged\n/);
  });

  it("is over when its item is deleted: the watch list forgets it, and no other is touched", async () => {
    const runtimes =
      "kubectl get seldonruntimes -A -o jsonpath='{.items[*].metadata.resourceVersion}'";
    const before = await stack.shell.text(runtimes);
    stack.remove("newcomer");
    await stack.applied();
    assert.doesNotMatch(await watched(), /newcomer/);
    assert.equal(await stack.shell.text(runtimes), before);
  });

  it("can be taken down and made anew alone", async () => {
    stack.add(newcomer);
    await stack.applied();
    retire({ force: true });
    await stack.applied();
    stack.change("newcomer", { retire: undefined, force: undefined });
    await stack.applied();
    assert.match(await stack.shell.text("kubectl get models -n newcomer -o name"), /iris/);
  });

  it("ends with the stack, whose protection make down lifts", async () => {
    const { code, output } = await stack.make("down");
    assert.equal(code, 0, output);
    assert.deepEqual(stack.left(), []);
  });

  async function scaledTo(replicas: number): Promise<void> {
    await stack.shell.text(`kubectl scale ${controller} --replicas=${replicas}`);
    const available = `kubectl get ${controller} -o jsonpath='{.status.availableReplicas}'`;
    await stack.shell.text(
      `for i in $(seq 120); do [ "$(${available})" = "${replicas || ""}" ] && exit 0; sleep 0.5; done; exit 1`,
    );
  }

  const retire = (more: object = {}): void => {
    stack.change("newcomer", { retire: true, ...more });
  };
  const teamsOwn = (kind: string, spec: object): string =>
    stringify({
      apiVersion: "mlops.seldon.io/v1alpha1",
      kind,
      metadata: { name: "own", namespace: "newcomer" },
      spec,
    });
  const watched = () =>
    stack.shell.text(
      `kubectl get ${controller} -o jsonpath='{.spec.template.spec.containers[*].env}'`,
    );
});
