import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const checkout = resolve(__dirname, "../..");

const refused: [what: string, line: string][] = [
  ["a command", 'import { execFileSync } from "node:child_process";'],
  ["a command by its older name", 'import * as run from "child_process";'],
  ["a call by http", 'import https from "node:https";'],
  ["a question to a name server", 'import { lookup } from "node:dns/promises";'],
  ["a socket", 'import { connect } from "node:net";'],
  ["another package that fetches", 'import axios from "axios";'],
  ["another provider", 'import * as aws from "@pulumi/aws";'],
  ["a program within the program", 'import * as a from "@pulumi/pulumi/automation";'],
  ["fetch", 'export const x = fetch("//x");'],
  ["eval", 'export const x = eval("1");'],
  ["a dynamic provider", "export const x = pulumi.dynamic.Resource;"],
  ["a transform of the stack", "pulumi.runtime.registerStackTransform(x);"],
  ["a remote asset", 'export const x = new pulumi.asset.RemoteAsset("x");'],
  ["a chart by its address", 'export const x = { chart: "oci://x/y" };'],
  ["a chart by an address that is put together", "export const x = { chart: `https://${y}/z` };"],
  ["a chart of a repository", 'export const x = { repositoryOpts: { repo: "r" } };'],
  ["manifests by their address", 'export const x = { files: ["https://x/y.yaml"] };'],
  ["an object that is left behind", "export const x = { retainOnDelete: true };"],
  ["an object that is taken over", 'export const x = { import: "team/web" };'],
  ["a transform", "export const x = { transforms: [y] };"],
  ["a module that is loaded later", 'export const x = import("./y");'],
];

const accepted: [what: string, line: string][] = [
  ["questions about addresses", 'import { isIP } from "node:net";\nexport const x = isIP("::1");'],
  [
    "the providers of the site",
    'import * as k8s from "@pulumi/kubernetes";\nexport const x = k8s;',
  ],
  ["a chart of the checkout", 'export const x = { chart: y, repositoryOpts: { repo: "" } };'],
  ["options that policies see", 'export const x = { protect: true, ignoreChanges: ["spec"] };'],
];

describe("lint of the program's text", function () {
  this.timeout(60_000);
  // Of a file that is not there, no types are known.
  const eslint = new ESLint({
    cwd: checkout,
    overrideConfig: [{ files: ["**/*.ts"], ...tseslint.configs.disableTypeChecked }] as never,
  });
  const rulesFor = async (line: string, file: string): Promise<(string | null)[]> => {
    const results = await eslint.lintText(`${line}\n`, { filePath: join(checkout, file) });
    return results
      .flatMap(({ messages }) => messages)
      .map(({ ruleId, message }) => (ruleId === null ? message : ruleId))
      .filter((rule) => rule.startsWith("no-restricted-") || !/^[@\w/-]+$/.test(rule));
  };

  for (const [what, line] of refused)
    it(`refuses ${what}, in components and in index.ts`, async () => {
      for (const file of ["components/seeded.ts", "index.ts"])
        assert.equal((await rulesFor(line, file)).length, 1, file);
    });

  for (const [what, line] of accepted)
    it(`accepts ${what}`, async () => {
      assert.deepEqual(await rulesFor(line, "components/seeded.ts"), []);
    });

  it("lets the commands, which are no program of the engine's, do as they must", async () => {
    assert.deepEqual(await rulesFor(refused[0]?.[1] ?? "", "commands/seeded.ts"), []);
  });

  it("still keeps the environment from components", async () => {
    const line = "export const x = process.env.X;";
    assert.deepEqual(await rulesFor(line, "components/seeded.ts"), ["no-restricted-globals"]);
    assert.deepEqual(await rulesFor(line, "config.ts"), []);
  });

  it("allows CRDs alone to stay when the stack goes", async () => {
    const line = "export const x = { retainOnDelete: true, transforms: [] };";
    assert.deepEqual(await rulesFor(line, "components/kept-crds.ts"), []);
    assert.equal((await rulesFor(line, "components/metal-lb.ts")).length, 1);
  });
});
