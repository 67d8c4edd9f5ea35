import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { stringify } from "yaml";

import { ClusterPlace } from "../toolchain/cluster-place";
import { CheckoutCopy } from "./support/checkout-copy";
import { WritingKubelet } from "./support/writing-kubelet";

const stackOf = (kubeconfig: string): string =>
  stringify({
    config: {
      "seldon-platform:environment": "dev",
      "seldon-platform:cluster": {
        kubeconfig,
        context: "preflight",
        apiServer: { cidrs: ["192.0.2.1/32"] },
      },
      "seldon-platform:tenants": [{ name: "team-a" }],
    },
  });

interface Policy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly ingress?: object[]; readonly egress?: object[] };
}

/** A real API server and real controllers; the pods are simulated, and what they find out is written here. */
describe("seldon-platform preflight", function () {
  this.timeout(180_000);
  let copy: CheckoutCopy;
  let here: ClusterPlace;
  let kubelet: WritingKubelet;

  before(async function () {
    this.timeout(3_600_000);
    here = new ClusterPlace();
    copy = new CheckoutCopy();
    writeFileSync(copy.path("Pulumi.probed.yaml"), stackOf(here.kubeconfig("preflight")));
    await here.prepare();
    await here.cluster("preflight", 2).start();
    kubelet = new WritingKubelet((args, input) => here.kubectl("preflight", args, input));
    kubelet.start();
  });
  after(async () => {
    (kubelet as WritingKubelet | undefined)?.stop();
    await (here as ClusterPlace | undefined)?.remove();
    (copy as CheckoutCopy | undefined)?.remove();
  });

  const line = (args: string) => `node commands/seldon-platform.js preflight -s probed ${args}`;
  const namespaces = () =>
    here.kubectl("preflight", [
      "get",
      "namespaces",
      "-l",
      "seldon-platform/preflight",
      "-o",
      "name",
    ]);

  it("sees every kubelet reach its pods, and leaves nothing behind", async () => {
    const run = await copy.shell(line("--only A4"));
    assert.equal(run.code, 0, run.output);
    assert.match(run.stdout, /^ {3}holds +own node: the kubelets of 2 nodes reach their pods/m);
    assert.match(run.stdout, /^probed on context "preflight": 1 holds, 0 does not hold, /m);
    assert.equal(namespaces(), "");
  });

  it("says what does not hold, and the next step, as JSON too", async () => {
    const run = await copy.shell(line("--only A6,A9 --format json"));
    assert.equal(run.code, 1, run.output);
    const { ok, probes } = JSON.parse(run.stdout) as { ok: boolean; probes: object[] };
    assert.equal(ok, false);
    const brief = probes.map((probe) => {
      const { assumption, probe: name, status } = probe as Record<string, string>;
      return [assumption, name, status].join(" ");
    });
    assert.deepEqual(brief, [
      "A6 webhook callers does not hold",
      "A9 other policies holds",
      "A9 changes after the gate holds",
    ]);
    assert.match(run.stdout, /Pulumi\.probed\.yaml: seldon-platform:cluster\.apiServer\.cidrs/);
  });

  it("keeps what it made on demand, policies as they were meant, and says how to remove it", async () => {
    const run = await copy.shell(line("--only A3 --keep"));
    assert.equal(run.code, 2, run.output);
    assert.match(
      run.stdout,
      /could not be told {2}enforcement: pods that no policy holds do not reach/,
    );
    const list = here.kubectl("preflight", ["get", "networkpolicies", "-A", "-o", "json"]);
    const { items } = JSON.parse(list) as { items: Policy[] };
    const friends = items.find(({ metadata }) => metadata.name === "from-friends");
    assert.deepEqual(friends?.spec.ingress, [
      {
        from: [
          {
            namespaceSelector: {
              matchLabels: {
                "kubernetes.io/metadata.name": friends?.metadata.namespace.replace(
                  "held-target",
                  "held-friends",
                ),
              },
            },
            podSelector: { matchLabels: { "seldon-platform/preflight-role": "friend" } },
          },
        ],
        ports: [
          { protocol: "TCP", port: 8001 },
          { protocol: "TCP", port: "second" },
          { protocol: "TCP", port: 8003, endPort: 8004 },
        ],
      },
    ]);
    const [, removal = ""] = /kept; remove it with: kubectl (.*)/.exec(run.stderr) ?? [];
    const again = await copy.shell(line("--only A9"));
    assert.match(
      again.stderr,
      /an earlier run left preflight-.*; remove them with: kubectl delete/,
    );
    assert.notEqual(namespaces(), "");
    here.kubectl("preflight", removal.split(" "));
    assert.equal(namespaces(), "");
  });

  it("removes what it made when it is ended", async () => {
    kubelet.stop();
    const running = copy.start("node", line("--only A4").split(" ").slice(1));
    while (namespaces() === "") await new Promise((done) => setTimeout(done, 200));
    running.child.kill("SIGINT");
    const run = await running.finished;
    assert.equal(run.code, 2, run.output);
    assert.match(run.stderr, /ending; what was made is being removed/);
    assert.equal(namespaces(), "");
  });

  it("ends with 2 when the cluster does not answer", async () => {
    await here.cluster("preflight", 2).stop();
    const run = await copy.shell(line("--only A9"));
    assert.equal(run.code, 2, run.output);
    assert.match(
      run.stderr,
      /the cluster of context "preflight" does not answer: .*; see that it runs/,
    );
    assert.equal(run.stdout, "");
  });
});
