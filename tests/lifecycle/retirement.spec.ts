import assert from "node:assert/strict";

import type { Controller, SeldonKind, SeldonObject } from "../../cluster/seldon-objects";
import {
  counted,
  foreignObjects,
  retirementProblems,
  type Retirement,
} from "../../lifecycle/retirement";
import { Tenant } from "../../schema/tenant";

const object = (kind: SeldonKind, name: string, ...finalizers: string[]): SeldonObject => ({
  kind,
  name,
  finalizers,
});
const runtime = object("SeldonRuntime", "seldon", "seldon.runtime.finalizer");

const retirement = (
  objects: readonly SeldonObject[],
  {
    deletion,
    ...item
  }: { force?: boolean; servers?: object[]; models?: object[]; deletion?: string[] } = {},
): Retirement => ({
  tenant: Tenant.parse({ name: "team-a", retire: true, ...item }),
  objects,
  deletion,
});

const problems = (of: Retirement, state: Controller["state"] = "available") =>
  retirementProblems(of, {
    controller: { namespace: "seldon-system", state },
    kubectl: "kubectl --context prod",
  });

describe("a tenant that is to be retired", () => {
  it("is taken down with its runtime and the Servers of the stack file", () => {
    const own = retirement([runtime, object("Server", "mlserver")], {
      servers: [{ name: "mlserver" }],
    });
    assert.deepEqual(problems(own), []);
  });

  it("is refused while it holds Models, Experiments and Pipelines, counted by kind and named", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const held = retirement(
      [
        object("Experiment", "split"),
        object("Pipeline", "chain"),
        ...names.map((name) => object("Model", name, "seldon.model.finalizer")),
        runtime,
      ],
      {
        models: ["a", "b"].map((name) => ({
          name,
          storageUri: "gs://m",
          requirements: ["sklearn"],
        })),
      },
    );
    assert.deepEqual(problems(held), [
      'tenant "team-a" is to be retired and still holds 1 Experiment (split), 1 Pipeline (chain) and ' +
        "7 Models (a, b, c, d, e and 2 more), 2 of them the stack file's; " +
        "delete them in this order, or write force: true, which does it for you:\n" +
        "      kubectl --context prod -n team-a delete experiments.mlops.seldon.io --all\n" +
        "      kubectl --context prod -n team-a delete pipelines.mlops.seldon.io --all\n" +
        "      kubectl --context prod -n team-a delete models.mlops.seldon.io --all",
    ]);
  });

  it("is refused while it holds a Server that its team made, for which its runtime would wait for ever", () => {
    const held = retirement([object("Server", "mlserver"), object("Server", "own"), runtime], {
      servers: [{ name: "mlserver" }],
    });
    assert.deepEqual(problems(held), [
      'tenant "team-a" is to be retired and still holds 1 Server (own); ' +
        "delete them in this order, or write force: true, which does it for you:\n" +
        "      kubectl --context prod -n team-a delete servers.mlops.seldon.io own",
    ]);
  });

  it("is taken down with all that it holds by force", () => {
    const held = [object("Model", "iris"), object("Server", "own"), runtime];
    assert.deepEqual(problems(retirement(held, { force: true })), []);
  });

  const model = object("Model", "iris", "seldon.model.finalizer");
  const wayOut =
    "if it is gone for good, clear them by hand, then run pulumi up again:\n" +
    `      kubectl --context prod -n team-a patch models.mlops.seldon.io iris --type=merge -p '{"metadata":{"finalizers":null}}'\n` +
    `      kubectl --context prod -n team-a patch seldonruntimes.mlops.seldon.io seldon --type=merge -p '{"metadata":{"finalizers":null}}'`;

  it("is refused, even by force, while the controller does not run that clears its finalizers", () => {
    assert.deepEqual(problems(retirement([model, runtime], { force: true }), "unavailable"), [
      'tenant "team-a" cannot be retired: Seldon\'s controller (Deployment seldon-v2-controller-manager in seldon-system) ' +
        "has no available replica, and nobody else clears the finalizers of " +
        "Model iris (seldon.model.finalizer) and SeldonRuntime seldon (seldon.runtime.finalizer); " +
        "start it: kubectl --context prod -n seldon-system scale deployment seldon-v2-controller-manager --replicas=1; " +
        wayOut,
    ]);
  });

  it("is refused when the controller is gone, with the way to make it anew and the way without it", () => {
    const [problem, ...others] = problems(retirement([model, runtime]), "absent");
    assert.deepEqual(others, []);
    assert.match(
      problem ?? "",
      /\(Deployment seldon-v2-controller-manager in seldon-system\) is not there, /,
    );
    assert.match(
      problem ?? "",
      /; take retire: true back and run pulumi up --refresh, which makes it anew; if it is gone for good, /,
    );
    assert.ok(problem?.endsWith(wayOut), problem);
  });

  it("is taken down without a controller when no finalizer waits for it", () => {
    const cleared = retirement([object("SeldonRuntime", "seldon")]);
    for (const state of ["absent", "unavailable"] as const)
      assert.deepEqual(problems(cleared, state), []);
  });

  const kept = ["Some content in the namespace has finalizers remaining: seldon.model.finalizer."];

  it("is refused while its namespace does not go, with what holds it and how it is let go", () => {
    assert.deepEqual(problems(retirement([model], { deletion: kept })), [
      'tenant "team-a" is being deleted and not gone yet ' +
        "(Some content in the namespace has finalizers remaining: seldon.model.finalizer); " +
        "wait, and run pulumi up again; if it stays so, clear by hand what Seldon cannot clear any more:\n" +
        `      kubectl --context prod -n team-a patch models.mlops.seldon.io iris --type=merge -p '{"metadata":{"finalizers":null}}'`,
    ]);
    assert.match(
      problems(retirement([], { deletion: kept }))[0] ?? "",
      /; if it stays so, remove by hand what holds it$/,
    );
  });

  it("is waited for while its namespace goes as it should", () => {
    assert.deepEqual(problems(retirement([model], { deletion: [] })), []);
  });
});

describe("what the stack file does not account for", () => {
  it("is all that is not in the tenant's item, but never its runtime", () => {
    const objects = [object("Server", "mlserver"), object("Server", "own"), model("own"), runtime];
    const found = foreignObjects(retirement(objects, { servers: [{ name: "mlserver" }] }));
    assert.deepEqual(found, [object("Server", "own"), model("own")]);
  });

  it("tells a Model from a Server of the same name", () => {
    const found = foreignObjects(retirement([model("one")], { servers: [{ name: "one" }] }));
    assert.deepEqual(found, [model("one")]);
  });

  it("is counted in the order in which it has to go, with five names and no more", () => {
    assert.equal(counted([object("Server", "s"), model("m")]), "1 Model (m) and 1 Server (s)");
    const five = ["a", "b", "c", "d", "e"].map((name) => model(name));
    assert.equal(counted(five), "5 Models (a, b, c, d, e)");
    assert.equal(counted([...five, model("f")]), "6 Models (a, b, c, d, e and 1 more)");
  });

  function model(name: string): SeldonObject {
    return object("Model", name);
  }
});
