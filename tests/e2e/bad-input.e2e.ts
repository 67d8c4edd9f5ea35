import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { LocalCluster } from "../../toolchain/local-cluster";
import { CheckoutCopy } from "./support/checkout-copy";
import type { Finished } from "./support/finished";
import { liveVersions } from "./support/live-versions";
import { SilentServer } from "./support/silent-server";
import { StackShell } from "./support/stack-shell";

interface StackFile {
  config: {
    "seldon-platform:cluster": { kubeconfig?: string; context?: string };
    "seldon-platform:tenants": { name: string }[];
  };
}

describe("bad input to plain pulumi", function () {
  this.timeout(120_000);
  const file = ".local/dev/Pulumi.dev.yaml";
  let copy: CheckoutCopy;
  let shell: StackShell;
  let empty: LocalCluster;
  let silent: SilentServer;
  let good: string;
  let untouched: string;

  /** A new tenant is in the stack file all the time: whatever is not refused would make it. */
  const up = (env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    shell.run("pulumi up --yes --skip-preview --policy-pack policy", env);
  const cluster = (values: Partial<StackFile["config"]["seldon-platform:cluster"]>) => {
    const stack = parse(good) as StackFile;
    Object.assign(stack.config["seldon-platform:cluster"], values);
    writeFileSync(copy.path(file), stringify(stack));
  };
  /** Starting the engine takes 6 s on an idle machine; what is not refused waits ten minutes for its cluster. */
  const refused = ({ code, output, seconds }: Finished, withinSeconds = 60): string => {
    assert.notEqual(code, 0, output);
    assert.ok(seconds < withinSeconds, `took ${String(seconds)} s\n${output}`);
    assert.doesNotMatch(output, /^ +at .*:\d+:\d+\)?$/m, "a stack trace tells a person nothing");
    return output;
  };

  before(async function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    const { code, output } = await copy.make(["up"]);
    assert.equal(code, 0, output);
    shell = await StackShell.open(copy, "dev");
    empty = new LocalCluster({
      name: "empty",
      folder: copy.path(".local/empty/cluster"),
      kubeconfig: copy.path(".local/empty/kubeconfig"),
      toolsDir: copy.path(".local/bin"),
      nodes: 0,
      say: () => undefined,
    });
    await empty.start();
    silent = await SilentServer.start();
    const stack = parse(copy.read(file)) as StackFile;
    stack.config["seldon-platform:tenants"].push({ name: "newcomer" });
    good = stringify(stack);
    untouched = await liveVersions(shell);
  });
  beforeEach(() => {
    writeFileSync(copy.path(file), good);
  });
  after(async () => {
    await silent.stop();
    await empty.remove();
    copy.remove();
  });

  it("refuses a stack without a cluster context, whoever starts it", async () => {
    const words = /seldon-platform:cluster.*context/;
    cluster({ context: undefined });
    assert.match(refused(await up()), words);
    copy.edit("Pulumi.dev.yaml", (text) => text.replace("    context: dev\n", ""));
    assert.match(refused(await copy.make(["up"])), words);
    copy.reset();
  });

  it("refuses a kubeconfig that is not there", async () => {
    cluster({ kubeconfig: ".local/none/kubeconfig" });
    assert.match(
      refused(await up()),
      /seldon-platform:cluster\.kubeconfig: there is no file "\.local\/none\/kubeconfig"; write the path/,
    );
  });

  it("refuses a context that the kubeconfig does not have, and lists those it has", async () => {
    cluster({ context: "prod" });
    assert.match(
      refused(await up()),
      /seldon-platform:cluster\.context: "prod" is not in \.local\/dev\/kubeconfig; use one of: dev-[0-9a-f]{8}/,
    );
  });

  it("names the one command that is missing on a cluster without CRDs", async () => {
    cluster({ kubeconfig: ".local/empty/kubeconfig", context: "empty" });
    assert.match(
      refused(await up()),
      /CRDs of version 2\.9\.1 must be on the cluster first, and it has none; run: pulumi up -C crds -s dev/,
    );
  });

  it("refuses CRDs of another version", async () => {
    const label = "kubectl label crd seldonruntimes.mlops.seldon.io --overwrite";
    const key = await shell.text(
      `kubectl get crd seldonruntimes.mlops.seldon.io -o json | grep -o '"[^"]*": "2.9.1"' | cut -d'"' -f2`,
    );
    await shell.text(`${label} ${key.trim()}=2.8.0`);
    assert.match(
      refused(await up()),
      /CRDs of version 2\.9\.1 must be on the cluster first, and it has those of 2\.8\.0; run: pulumi up -C crds/,
    );
    await shell.text(`${label} ${key.trim()}=2.9.1`);
    untouched = await liveVersions(shell);
  });

  it("says that a stopped cluster does not answer, and where it was looked for", async () => {
    cluster({ kubeconfig: ".local/empty/kubeconfig", context: "empty" });
    await empty.stop();
    assert.match(
      refused(await up()),
      /the cluster of context "empty" at https:\/\/127\.0\.0\.1:\d+ does not answer: .*ECONNREFUSED.*; see that it runs/,
    );
  });

  it("waits 15 seconds, and no longer, for a cluster that never answers", async () => {
    const text = readFileSync(copy.path(".local/empty/kubeconfig"), "utf8");
    const kubeconfig = copy.path(".local/silent");
    writeFileSync(kubeconfig, text.replace(/https:\/\/127\.0\.0\.1:\d+/, silent.url));
    cluster({ kubeconfig: ".local/silent", context: "empty" });
    assert.match(
      refused(await up()),
      /the cluster of context "empty" at \S+ does not answer: no answer within 15 s; see that it runs/,
    );
  });

  it("says that a passphrase is wrong, and shows nothing", async () => {
    const wrong = copy.path(".local/wrong");
    writeFileSync(wrong, "wrong");
    assert.match(
      refused(
        await shell.run(`PULUMI_CONFIG_PASSPHRASE_FILE='${wrong}' pulumi up --yes --skip-preview`),
      ),
      /incorrect passphrase/,
    );
  });

  it("refuses to go on without a chart, or with one that somebody changed", async () => {
    const archive = ".charts/seldon-core-v2-setup-2.9.1.tgz";
    const kept = copy.path(".local/kept.tgz");
    copyFileSync(copy.path(archive), kept);
    appendFileSync(copy.path(archive), "x");
    assert.match(
      refused(await up()),
      /setup-2\.9\.1\.tgz: its sha256 is [0-9a-f]{64}, and charts\/lock\.json has [0-9a-f]{64}; remove the file and run: make charts/,
    );
    rmSync(copy.path(archive));
    assert.match(
      refused(await up()),
      /\.charts\/seldon-core-v2-setup-2\.9\.1\.tgz: the chart is missing; run: make charts/,
    );
    copyFileSync(kept, copy.path(archive));
  });

  it("refuses a stack that has no file", async () => {
    const { output, ...rest } = await copy.make(["up", "STACK=nosuch"]);
    assert.match(
      refused({ ...rest, output }),
      /STACK=nosuch: there is no Pulumi\.nosuch\.yaml; write it after/,
    );
    assert.match(
      refused(await shell.run("pulumi preview -s nosuch")),
      /no stack named 'nosuch' found/,
    );
  });

  it("has created nothing by all that, and takes the same stack as soon as it is right", async () => {
    assert.equal(await liveVersions(shell), untouched);
    const { code, output } = await up();
    assert.equal(code, 0, output);
    assert.match(await shell.text("kubectl get namespace newcomer -o name"), /newcomer/);
  });
});
