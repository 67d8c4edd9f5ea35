import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";

import { ClusterPlace } from "../toolchain/cluster-place";
import { realData } from "../charts/real-data";
import { EnvoyStandIn } from "./model-server/envoy-stand-in";
import { MlServer } from "./model-server/ml-server";
import { pythonEnvironment } from "./model-server/python-environment";
import { servingObjects, servingStack } from "./model-server/serving-stack";
import { CheckoutCopy } from "./support/checkout-copy";
import type { Finished } from "./support/finished";

const dns = "rpc error: code = Unavailable desc = name resolver error: produced zero addresses";

describe("seldon-platform smoke", function () {
  this.timeout(180_000);
  let copy: CheckoutCopy;
  let here: ClusterPlace;
  let models: MlServer;
  let envoy: EnvoyStandIn;

  before(async function () {
    this.timeout(900_000);
    const say = (line: string) => {
      console.log(`    ${line}`);
    };
    const environment = await pythonEnvironment(say);
    if ("missing" in environment) {
      say(`skipped: ${environment.missing}`);
      this.skip();
    }
    models = await MlServer.start(environment.python, ["champion_1", "challenger_1"]);
    say(`MLServer itself at ${models.url}; in place of Envoy: envoy-stand-in`);
    envoy = await split(50, 50);
    here = new ClusterPlace();
    copy = new CheckoutCopy();
    writeFileSync(copy.path("Pulumi.serving.yaml"), servingStack(here.kubeconfig("smoke")));
  });
  after(async () => {
    // Whatever of them was started: the set-up may have ended early.
    await (envoy as EnvoyStandIn | undefined)?.stop();
    await (models as MlServer | undefined)?.stop();
    await (here as ClusterPlace | undefined)?.remove();
    (copy as CheckoutCopy | undefined)?.remove();
  });

  /** An envoy-stand-in that shares the experiment's calls out like this. */
  const split = (champion: number, challenger: number): Promise<EnvoyStandIn> => {
    const shares = { champion_1: champion, challenger_1: challenger };
    return EnvoyStandIn.start(models.url, {
      champion: shares,
      challenger: { challenger_1: 1 },
      ghost: { ghost_1: 1 },
      "canary.experiment": shares,
    });
  };

  const smoke = (args: string): Promise<Finished> =>
    copy.shell(`node commands/seldon-platform.js smoke -s serving ${args}`);

  describe("at an address", () => {
    it("finds a tenant whose models answer as their weights say", async () => {
      const run = await smoke(`--tenant serving --skip-cluster --address ${envoy.url}`);
      assert.equal(run.code, 0, run.output);
      assert.match(
        run.stdout,
        /^ok +\d+\.\d s {2}inference champion: (champion|challenger) answers$/m,
      );
      assert.match(run.stdout, /^ok +\d+\.\d s {2}inference challenger: challenger answers$/m);
      assert.match(
        run.stdout,
        /^ok +\d+\.\d s {2}split canary: 440 calls fit the weights \(champion \d+, challenger \d+\)$/m,
      );
      assert.match(run.stdout, /\nserving on serving: 3 ok, 0 failed, 0 skipped\n$/);
      assert.match(
        run.stderr,
        /440 calls for champion 50, challenger 50: a share that is off by 15/,
      );
    });

    it("notices 90/10 in place of 50/50, in JSON as well", async () => {
      const wrong = await split(90, 10);
      try {
        const place = `--tenant serving --skip-cluster --address ${wrong.url}`;
        const run = await smoke(place);
        assert.equal(run.code, 1, run.output);
        assert.match(
          run.stdout,
          /^failed +\d+\.\d s {2}split canary: the split is not champion 50, challenger 50: champion got \d+ of 440 calls and not 178 to 262, .*\n +next: kubectl -n serving get experiment canary -o yaml$/m,
        );
        const json = await smoke(`${place} --calls 60 --format json`);
        assert.equal(json.code, 1, json.output);
        const { ok, checks } = JSON.parse(json.stdout) as {
          ok: boolean;
          checks: { subject: string; status: string }[];
        };
        assert.equal(ok, false);
        assert.deepEqual(
          checks.map(({ subject, status }) => `${subject} ${status}`),
          ["inference champion ok", "inference challenger ok", "split canary failed"],
        );
        assert.match(json.stderr, /fewer than the 440 that it takes for this/);
      } finally {
        await wrong.stop();
      }
    });

    it("notices a model that MLServer does not have, in MLServer's own words", async () => {
      const run = await smoke(`--tenant lacking --skip-cluster --address ${envoy.url}`);
      assert.equal(run.code, 1, run.output);
      assert.match(
        run.stdout,
        /^failed +\d+\.\d s {2}inference ghost: HTTP 404, "Model ghost_1 not found"\n +next: kubectl -n lacking describe model ghost$/m,
      );
    });

    it("ends with 2 where nobody listens", async () => {
      const gone = await split(1, 1);
      await gone.stop();
      const run = await smoke(`--tenant serving --skip-cluster --address ${gone.url}`);
      assert.equal(run.code, 2, run.output);
      assert.match(run.stderr, /does not answer: .*ECONNREFUSED/);
      assert.equal(run.stdout, "");
    });

    it("calls MLServer itself, with nothing in between", async () => {
      const direct = await smoke(`--tenant lacking --skip-cluster --address ${models.url}`);
      assert.equal(direct.code, 1, direct.output);
      assert.match(direct.stdout, /inference ghost: HTTP 404, "Model ghost not found"/);
    });
  });

  describe("with the cluster", () => {
    before(async function () {
      this.timeout(3_600_000);
      const crds = realData(this, "seldon-2.9.1/crds.rendered.yaml");
      await here.prepare();
      await here.cluster("smoke", 0).start();
      here.kubectl("smoke", ["apply", "--server-side", "-f", "-"], crds);
      here.kubectl("smoke", ["wait", "--for=condition=Established", "crd", "--all"]);
      for (const name of ["serving", "lacking"])
        here.kubectl("smoke", ["create", "namespace", name]);
    });

    /** Writes what the operator, which does not run here, would have written. */
    function write(objects: ReturnType<typeof servingObjects>): void {
      const items = objects.map(({ object }) => object);
      const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
      here.kubectl("smoke", ["apply", "--server-side", "-f", "-"], list);
      for (const { kind, name, status } of objects) {
        const patch = ["--type=merge", "--patch", JSON.stringify({ status })];
        const what = ["--namespace=serving", kind.toLowerCase(), name, "--subresource=status"];
        here.kubectl("smoke", ["patch", ...what, ...patch]);
      }
    }

    it("finds a tenant ready and serving", async () => {
      write(servingObjects());
      const run = await smoke(`--tenant serving --address ${envoy.url}`);
      assert.equal(run.code, 0, run.output);
      for (const line of [
        "runtime seldon: Ready",
        "workload seldon-scheduler: 1 of 1 replicas ready",
        "server mlserver: Ready",
        "model champion: Ready",
        "experiment canary: Ready",
      ])
        assert.match(run.stdout, new RegExp(`^ok +\\d+\\.\\d s {2}${line}$`, "m"));
      assert.match(run.stdout, /\nserving on serving: 10 ok, 0 failed, 0 skipped\n$/);
    });

    it("says that there is no way in while no pod of Envoy is ready", async () => {
      const run = await smoke("--tenant serving");
      assert.equal(run.code, 1, run.output);
      assert.match(
        run.stdout,
        /way in: no pod of seldon-envoy is ready, so no model can be called/,
      );
    });

    it("says that it is DNS when a server cannot register for that reason", async () => {
      const conditions = ["Ready", "StatefulSetReady"].map((type) => ({
        type,
        status: "False",
        reason: dns,
      }));
      write(servingObjects(conditions));
      const run = await smoke(`--tenant serving --address ${envoy.url}`);
      assert.equal(run.code, 1, run.output);
      assert.match(
        run.stdout,
        /^failed .*server mlserver: is not Ready: .*produced zero addresses"; this is DNS: the controller cannot resolve seldon-scheduler\.serving, .*\n +next: kubectl -n serving get service,endpointslices/m,
      );
    });

    it("misses what the stack file has and the cluster has not", async () => {
      const run = await smoke(`--tenant lacking --address ${envoy.url}`);
      assert.equal(run.code, 1, run.output);
      assert.match(run.stdout, /runtime: there is no SeldonRuntime in namespace lacking/);
      assert.match(run.stdout, /inference ghost: the model is not ready, see above/);
    });

    it("ends with 2 when the cluster does not answer, unless it is skipped", async () => {
      await here.cluster("smoke", 0).stop();
      const run = await smoke(`--tenant serving --address ${envoy.url}`);
      assert.equal(run.code, 2, run.output);
      assert.match(run.stderr, /the cluster of context "smoke" does not answer: .*--skip-cluster/);
      const skipping = await smoke(`--tenant serving --skip-cluster --address ${envoy.url}`);
      assert.equal(skipping.code, 0, skipping.output);
    });
  });
});
