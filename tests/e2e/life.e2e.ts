import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { CheckoutCopy } from "./support/checkout-copy";
import { hodometerReplicas, liveVersions } from "./support/live-versions";
import { endAll } from "./support/left-processes";
import { StackShell } from "./support/stack-shell";

describe("the dev stack on a local cluster", function () {
  this.timeout(300_000);
  let copy: CheckoutCopy;
  let shell: StackShell;

  const applied = async (): Promise<string> => {
    const { code, output } = await copy.make(["up"]);
    assert.equal(code, 0, output);
    return output;
  };

  before(() => {
    copy = new CheckoutCopy();
    copy.env["TMPDIR"] = copy.path(".git/tmp");
    mkdirSync(copy.path(".git/tmp"));
  });
  after(() => {
    copy.remove();
  });

  it("is there after make up, with hodometer on for every tenant, and no tracked file changed", async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    const output = await applied();
    assert.match(output, /dev is applied to the local cluster dev-[0-9a-f]{8}/);
    shell = await StackShell.open(copy, "dev");
    assert.deepEqual(await hodometerReplicas(shell), {
      "financial-inference": "1",
      "financial-mlops-pytorch": "1",
      "fraud-detection": "1",
    });
    assert.equal(copy.changes(), "");
  });

  it("keeps its state, its passphrase and its stack file to its owner", () => {
    const mode = (...names: string[]) => statSync(copy.path(".local/dev", ...names)).mode & 0o777;
    for (const folder of [[], ["state"], ["cluster"]]) assert.equal(mode(...folder), 0o700);
    for (const file of ["passphrase", "kubeconfig", "Pulumi.dev.yaml"])
      assert.equal(mode(file), 0o600, file);
    assert.equal(mode("tmp"), 0o700);
  });

  it("leaves no kubeconfig in the machine's folder for temporary files", () => {
    const names = readdirSync(copy.path(".git/tmp"));
    assert.deepEqual(
      names.filter((name) => name.startsWith("kubeconfig")),
      [],
    );
  });

  it("is left as it is by a second make up", async () => {
    const before = await liveVersions(shell);
    assert.match(await applied(), /Resources:\n +\d+ unchanged\n/);
    assert.equal(await liveVersions(shell), before);
  });

  it("can be worked on with plain pulumi and kubectl", async () => {
    await shell.text("pulumi preview --expect-no-changes --policy-pack policy");
    assert.equal(await shell.text("pulumi stack output hodometer"), "on\n");
    assert.match(await shell.text("kubectl get ns -o name"), /^namespace\/fraud-detection$/m);
    const { stdout } = await copy.make(["-s", "kubeconfig"]);
    assert.equal(stdout, `${copy.path(".local/dev/kubeconfig")}\n`);
    assert.equal(copy.changes(), "");
  });

  it("turns hodometer off everywhere with one switch: replicas, addresses and the way out", async () => {
    const exits =
      "kubectl get networkpolicies -A -o jsonpath='{.items[*].spec.egress[*].to[*].ipBlock.cidr}'";
    const addresses =
      "kubectl get seldonconfig default -n seldon-system -o json | grep -A1 PUBLISH_URL | grep value || true";
    assert.match(await shell.text(exits), /0\.0\.0\.0\/0/);
    copy.edit("Pulumi.dev.yaml", (text) => text.replace("enabled: true", "enabled: false"));
    await applied();
    assert.deepEqual(Object.values(await hodometerReplicas(shell)), ["0", "0", "0"]);
    assert.doesNotMatch(await shell.text(exits), /0\.0\.0\.0\/0/);
    assert.doesNotMatch(await shell.text(addresses), /"value": "[^"]/);
    assert.equal(await shell.text("pulumi stack output hodometer"), "off\n");
  });

  it("takes a new tenant by one line of the stack file, and touches no other tenant's runtime", async () => {
    const others =
      "kubectl get seldonruntime seldon -n fraud-detection -o jsonpath={.metadata.resourceVersion}";
    const before = await shell.text(others);
    copy.edit("Pulumi.dev.yaml", (text) => `${text.trimEnd()}\n    - name: newcomer\n`);
    await applied();
    assert.equal((await hodometerReplicas(shell))["newcomer"], "0");
    assert.equal(await shell.text(others), before);
  });

  it("shows no secret in state, stack file, output or preview, and yet delivers it", async () => {
    const secret = "Geheim-7x!q";
    // docker.io is what the site of dev allows.
    copy.edit(
      "Pulumi.dev.yaml",
      (text) =>
        `${text.trimEnd()}\n  seldon-platform:registry:\n    host: docker.io\n    username: robot\n`,
    );
    await shell.text(`printf %s '${secret}' | pulumi config set --secret registryPassword`);
    const said = [
      await applied(),
      await shell.text("pulumi stack output --json; pulumi stack export"),
      await shell.text("pulumi preview --diff --show-config --policy-pack policy"),
      ...textsUnder(copy.path(".local/dev/state")),
      copy.read(".local/dev/Pulumi.dev.yaml"),
    ];
    const live = await shell.text(
      "kubectl get secrets -n newcomer -o jsonpath='{.items[*].data.\\.dockerconfigjson}'",
    );
    assert.ok(Buffer.from(live, "base64").toString().includes(secret));
    const forms = [secret, base64(secret), base64(`robot:${secret}`), live];
    for (const text of said)
      for (const form of forms)
        assert.ok(!text.includes(form), `${form} is told in: ${text.slice(0, 200)}`);
  });

  it("notices a cluster that was removed underneath, and converges", async () => {
    const cluster = copy.path(".local/dev/cluster");
    endAll(copy.left().filter(({ command }) => command.startsWith(`${cluster}/`)));
    rmSync(cluster, { recursive: true });
    assert.match(await applied(), /the cluster was made anew, so what the state knew is gone/);
    assert.equal(Object.keys(await hodometerReplicas(shell)).length, 4);
    assert.match(await applied(), /Resources:\n +\d+ unchanged\n/);
  });

  it("is gone after make down: no process, no cluster, no state", async () => {
    const { code, output } = await copy.make(["down"]);
    assert.equal(code, 0, output);
    assert.deepEqual(copy.left(), []);
    assert.ok(!existsSync(copy.path(".local/dev")));
    assert.equal((await copy.make(["down"])).code, 0, "twice is no error");
  });
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** The file backend keeps backups and history beside the state; all of it is read. */
function textsUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"));
}
