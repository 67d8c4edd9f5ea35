import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { connect } from "../../cluster/connection";
import type { LiveNamespace } from "../../cluster/namespaces";
import { emptyTenant } from "../../lifecycle/emptying";
import { requireSafeLives } from "../../lifecycle/require-safe-lives";
import { Tenant } from "../../schema/tenant";
import { answering, type Answers } from "../cluster/fake-api-server";

const deployment =
  "/apis/apps/v1/namespaces/seldon-system/deployments/seldon-v2-controller-manager";
const lease = "/apis/coordination.k8s.io/v1/namespaces/seldon-system/leases/e98130ae.seldon.io";
const at = (plural: string, name?: string) =>
  `/apis/mlops.seldon.io/v1alpha1/namespaces/team-a/${plural}${name === undefined ? "" : `/${name}`}`;
const list = (...names: string[]) => ({ items: names.map((name) => ({ metadata: { name } })) });

describe("what is asked of the cluster before tenants are applied", () => {
  const folder = mkdtempSync(join(tmpdir(), "lives-"));
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = {
    kubeconfig,
    context: "here",
  };
  const onCluster: LiveNamespace = { name: "team-a", stack: "test", deletion: undefined };

  const run = (preview: boolean) =>
    pulumi.runtime.setMocks(
      { newResource: () => assert.fail(), call: () => assert.fail() },
      "seldon-platform",
      "test",
      preview,
    );
  const require = (item: object, answers: Answers, namespaces = [onCluster]) => {
    const gone = new Set<string>();
    return answering(
      kubeconfig,
      (asked) => {
        if (asked.startsWith("DELETE ")) {
          gone.add(asked.slice("DELETE ".length));
          return {};
        }
        const found = answers[asked];
        if (typeof found !== "object" || !("items" in found)) return found;
        const items = (found.items as { metadata: { name: string } }[]).filter(
          ({ metadata }) => !gone.has(`${asked}/${metadata.name}`),
        );
        return { items };
      },
      () =>
        requireSafeLives({
          cluster,
          tenants: [Tenant.parse({ name: "team-a", ...item })],
          namespaces,
          controllerNamespace: "seldon-system",
        }),
    );
  };
  const available = { [deployment]: { status: { availableReplicas: 1 } } };

  beforeEach(() => run(false));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is nothing more while nobody leaves", async () => {
    assert.deepEqual((await require({}, {})).asked, []);
  });

  it("is nothing more once a retired tenant is gone", async () => {
    assert.deepEqual((await require({ retire: true }, {}, [])).asked, []);
  });

  it("is what a retiring tenant holds, and whether its controller runs", async () => {
    const { asked } = await require({ retire: true }, available);
    const kinds = ["experiments", "models", "pipelines", "seldonruntimes", "servers"];
    assert.deepEqual(asked.sort(), [deployment, lease, ...kinds.map((kind) => at(kind))].sort());
  });

  it("ends in one refusal with every problem, and deletes nothing", async () => {
    const answers = { ...available, [at("models")]: list("iris") };
    const others = [onCluster, { ...onCluster, name: "team-b" }];
    await assert.rejects(
      require({ retire: true }, answers, others),
      ({ message, stack }: Error) => {
        const [title, ...lines] = message.split("\n");
        assert.equal(title, "Pulumi.test.yaml cannot be deployed to this cluster:");
        const problems = lines.filter((line) => line.startsWith("  - "));
        assert.match(problems[0] ?? "", /^ {2}- seldon-platform:tenants: no longer names "team-b"/);
        assert.match(
          problems[1] ?? "",
          /^ {2}- tenant "team-a" is to be retired and still holds 1 Model \(iris\); /,
        );
        assert.match(
          lines.join("\n"),
          /kubectl --kubeconfig \S+kubeconfig --context here -n team-a delete models/,
        );
        assert.equal(problems.length, 2);
        return stack === "";
      },
    );
  });

  it("is to delete by force what its team made, kind by kind, before its Servers", async () => {
    const answers = {
      ...available,
      [at("servers")]: list("mlserver", "own"),
      [at("models")]: list("declared", "iris"),
      [at("experiments")]: list("split"),
    };
    const item = {
      retire: true,
      force: true,
      servers: [{ name: "mlserver" }],
      models: [{ name: "declared", storageUri: "gs://m", requirements: ["sklearn"] }],
    };
    const { asked } = await require(item, answers);
    assert.deepEqual(asked.slice(7), [
      `DELETE ${at("experiments", "split")}`,
      at("experiments"),
      `DELETE ${at("models", "iris")}`,
      at("models"),
      `DELETE ${at("servers", "own")}`,
      at("servers"),
    ]);
  });

  it("deletes nothing in a preview", async () => {
    await run(true);
    const answers = { ...available, [at("models")]: list("iris") };
    const { asked } = await require({ retire: true, force: true }, answers);
    assert.deepEqual(
      asked.filter((key) => key.startsWith("DELETE")),
      [],
    );
  });

  it("takes nothing by force while its controller does not run", async () => {
    const held = { metadata: { name: "iris", finalizers: ["seldon.model.finalizer"] } };
    const answers = { [deployment]: { status: {} }, [at("models")]: { items: [held] } };
    await assert.rejects(
      require({ retire: true, force: true }, answers),
      /Seldon's controller \(Deployment seldon-v2-controller-manager in seldon-system\) has no available replica/,
    );
  });

  it("tells what does not go in the end", async () => {
    const stays = answering(
      kubeconfig,
      (asked) => (asked.startsWith("DELETE") ? {} : list("iris", "other")),
      () =>
        emptyTenant(
          connect(cluster),
          {
            namespace: "team-a",
            objects: [{ kind: "Model", name: "iris", finalizers: [] }],
            controllerNamespace: "seldon-system",
          },
          { withinSeconds: 0.02, everySeconds: 0.01 },
        ),
    );
    await assert.rejects(stays, {
      message:
        'tenant "team-a": 1 Model (iris) should be deleted and is still there after 0.02 s; ' +
        "see whether its scheduler and all its servers are ready, and the log of deployment seldon-v2-controller-manager in seldon-system, then run pulumi up again",
    });
  });

  it("ends in a refusal when the controller is counted as available and renews no lease", async () => {
    const renewed = (secondsAgo: number) => ({
      ...available,
      [lease]: { spec: { renewTime: new Date(Date.now() - secondsAgo * 1000).toISOString() } },
      [at("seldonruntimes")]: {
        items: [{ metadata: { name: "seldon", finalizers: ["seldon.runtime.finalizer"] } }],
      },
    });
    await assert.rejects(require({ retire: true }, renewed(200)), ({ message }: Error) =>
      message.includes(
        "(Deployment seldon-v2-controller-manager in seldon-system) is said to be available, but has not renewed its lease for minutes, " +
          "and nobody else clears the finalizers of SeldonRuntime seldon (seldon.runtime.finalizer); " +
          "see why: kubectl",
      ),
    );
    await assert.doesNotReject(require({ retire: true }, renewed(20)));
  });
});
