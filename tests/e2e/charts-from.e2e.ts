import assert from "node:assert/strict";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { charts as pins, type ChartPin } from "../../versions";
import { CheckoutCopy } from "./support/checkout-copy";
import { ChartRepository } from "./support/chart-repository";
import { commandLinesWith } from "./support/command-lines";
import { archivesIn, helm, packagedCharts } from "./support/packaged-charts";
import { OciRegistry } from "./support/oci-registry";

interface Lock {
  charts: Record<string, { version: string; source?: string; sha256: string }>;
}

describe("make charts FROM=…", function () {
  this.timeout(900_000);
  const setup = "seldon-core-v2-setup";
  const archive = `.charts/${setup}-2.9.1.tgz`;
  let copy: CheckoutCopy;
  let folder: string;

  const charts = (env: NodeJS.ProcessEnv, from?: string) =>
    copy.make(["charts", ...(from === undefined ? [] : [`FROM=${from}`])], env);
  const lock = () => JSON.parse(copy.read("charts/lock.json")) as Lock;
  const digest = (file: string) =>
    createHash("sha256")
      .update(readFileSync(copy.path(file)))
      .digest("hex");
  const taken = async (from: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const { code, output } = await charts(env, from);
    assert.equal(code, 0, output);
    assert.match(output, /review and commit the change of charts\/lock\.json/);
    assert.equal(lock().charts[setup]?.sha256, digest(archive));
    return output;
  };
  const files = () => readdirSync(copy.path(".charts")).sort();

  before(async function () {
    this.timeout(3_600_000);
    copy = new CheckoutCopy();
    const { code, output } = await charts({}, "stand-ins");
    assert.equal(code, 0, output);
    copy.reset();
    folder = packagedCharts(copy, "variant");
  });
  beforeEach(() => {
    copy.reset();
    rmSync(copy.path(".charts"), { recursive: true, force: true });
  });
  after(() => {
    copy.remove();
  });

  it("takes a folder and writes what came into the lock, which is law from then on", async () => {
    await taken(folder);
    assert.deepEqual(
      Object.values(lock().charts).map(({ version, source }) => [version, source]),
      Object.values<ChartPin>(pins).map(({ version }) => [version, "folder"]),
    );
    assert.match(copy.changes(), /^ M charts\/lock\.json\n$/);
    assert.equal((await charts({})).code, 0, "nothing is missing");
    const { code, output } = await copy.make(["preview", "STACK=prod"]);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /stand-ins for/);
    appendFileSync(copy.path(archive), "x");
    const tampered = await charts({});
    assert.notEqual(tampered.code, 0);
    assert.match(
      tampered.output,
      /is missing or changed, and was locked from a folder; run: make charts FROM=/,
    );
  });

  it("takes an OCI registry, and refuses other bytes there by naming both digests", async () => {
    const registry = await OciRegistry.serve(copy);
    try {
      const env = { CHARTS_PLAIN_HTTP: "true" };
      const push = (from: string) => {
        for (const file of archivesIn(from))
          helm(copy, ["push", file, `${registry.address}/charts`, "--plain-http"]);
      };
      push(folder);
      await taken(`${registry.address}/charts`, env);
      assert.equal(lock().charts[setup]?.source, `${registry.address}/charts`);
      const locked = digest(archive);
      rmSync(copy.path(archive));
      assert.equal((await charts(env)).code, 0, "the lock names where to get it again");
      assert.equal(digest(archive), locked);
      const other = packagedCharts(copy, "tampered");
      push(other);
      rmSync(copy.path(archive));
      const { code, output } = await charts(env);
      assert.notEqual(code, 0);
      assert.ok(output.includes(locked), output);
      const found = createHash("sha256").update(readFileSync(`${other}/${setup}-2.9.1.tgz`));
      assert.ok(output.includes(found.digest("hex")), output);
      assert.ok(!existsSync(copy.path(archive)));
    } finally {
      await registry.stop();
    }
  });

  it("takes a chart repository with a password that is seen nowhere", async () => {
    const password = "Pa55-of-charts";
    helm(copy, ["repo", "index", folder]);
    const repository = await ChartRepository.serve(folder, `robot:${password}`);
    const seen: string[] = [];
    const watch = setInterval(() => seen.push(...commandLinesWith(password)), 50);
    try {
      const without = await charts({}, repository.url);
      assert.notEqual(without.code, 0);
      assert.match(without.output, /401/);
      const env = { CHARTS_USERNAME: "robot", CHARTS_PASSWORD: password };
      const output = await taken(repository.url, env);
      assert.ok(!output.includes(password));
      assert.deepEqual(seen, []);
      assert.ok(!copy.read("charts/lock.json").includes(password));
      assert.deepEqual(
        readdirSync(copy.path(".local")).filter((name) => /^helm-\w{6}$/.test(name)),
        [],
      );
    } finally {
      clearInterval(watch);
      await repository.stop();
    }
  });

  it("changes nothing when one of the charts is missing at the source", async () => {
    assert.equal((await charts({})).code, 0);
    const before = [files(), digest(archive), copy.read("charts/lock.json")];
    const half = packagedCharts(copy, "half");
    rmSync(`${half}/${setup}-2.9.1.tgz`);
    const { code, output } = await charts({}, half);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /has no seldon-core-v2-setup-2\.9\.1\.tgz; put it there, or pull it with helm/,
    );
    assert.deepEqual([files(), digest(archive), copy.read("charts/lock.json")], before);
  });

  it("works unchanged with the real charts, where REAL_CHARTS names their folder", async function () {
    const real = process.env.REAL_CHARTS;
    if (real === undefined || !existsSync(real)) this.skip();
    await taken(real);
    const lives = [["up"], ["preview", "STACK=prod"], ["rehearse", "STACK=prod"], ["down"]];
    for (const args of lives) {
      const { code, output } = await copy.make(args);
      assert.equal(code, 0, output);
    }
  });
});
