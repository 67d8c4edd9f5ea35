import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { chooseEngine } from "../../toolchain/engine";
import { pins, Place } from "./fake-checkout";

const plugins = [
  "resource-kubernetes-v4.25.0/pulumi-resource-kubernetes",
  "resource-random-v4.21.2/pulumi-resource-random",
  "resource-kubernetes-cert-manager-v0.2.0/pulumi-resource-kubernetes-cert-manager",
];

describe("chooseEngine", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  const install = (version: string) => {
    place.script("bin/pulumi", `echo ${version}`);
    place.script("bin/pulumi-language-nodejs", "");
    for (const plugin of plugins) place.script(`home/.pulumi/plugins/${plugin}`, "");
  };
  const choose = (env: NodeJS.ProcessEnv = {}) =>
    chooseEngine("/checkout", pins, {
      PATH: path.join(place.folder, "bin"),
      HOME: path.join(place.folder, "home"),
      ...env,
    });

  it("takes an installed pulumi with the pinned plugins", async () => {
    install("v3.248.0");
    assert.deepEqual(await choose(), {
      kind: "installed",
      description: `pulumi 3.248.0, installed at ${place.folder}/bin/pulumi with the pinned plugins`,
      binDir: `${place.folder}/bin`,
      pulumiHome: `${place.folder}/home/.pulumi`,
    });
  });

  it("takes an installed pulumi that is newer", async () => {
    install("v3.300.1");
    assert.equal((await choose()).kind, "installed");
  });

  it("builds its own when the installed one is older", async () => {
    install("v3.247.9");
    assert.deepEqual(await choose(), {
      kind: "built",
      description: `pulumi 3.248.0, built here (${place.folder}/bin/pulumi is 3.247.9, older than 3.248.0)`,
      binDir: "/checkout/.local/bin",
      pulumiHome: "/checkout/.local/pulumi-home",
    });
  });

  it("builds its own when none is on PATH", async () => {
    assert.equal((await choose()).description, "pulumi 3.248.0, built here (none on PATH)");
  });

  it("builds its own when the installed one lacks a pinned plugin, and names it", async () => {
    install("v3.248.0");
    rmSync(path.join(place.folder, "home/.pulumi/plugins/resource-random-v4.21.2"), {
      recursive: true,
    });
    const { kind, description } = await choose();
    assert.equal(kind, "built");
    assert.match(description, /lacks resource-random-v4\.21\.2 in .*home\/\.pulumi\)$/);
  });

  it("builds its own when the Node.js language host is not beside pulumi", async () => {
    install("v3.248.0");
    rmSync(path.join(place.folder, "bin/pulumi-language-nodejs"));
    assert.match((await choose()).description, /lacks pulumi-language-nodejs\)$/);
  });

  it("finds the language host where a package manager's link leads", async () => {
    install("v3.248.0");
    mkdirSync(path.join(place.folder, "links"));
    symlinkSync(path.join(place.folder, "bin/pulumi"), path.join(place.folder, "links/pulumi"));
    assert.equal((await choose({ PATH: path.join(place.folder, "links") })).kind, "installed");
  });

  it("looks for plugins in PULUMI_HOME when that is set", async () => {
    install("v3.248.0");
    assert.match((await choose({ PULUMI_HOME: "/nowhere" })).description, /in \/nowhere/);
    const home = path.join(place.folder, "home/.pulumi");
    assert.equal((await choose({ PULUMI_HOME: home })).pulumiHome, home);
  });

  it("builds its own when the installed one does not tell its version", async () => {
    install("");
    assert.match((await choose()).description, /does not tell its version/);
  });

  it("does not take the checkout's own link for an installed pulumi", async () => {
    install("v3.248.0");
    const checkout = path.join(place.folder, "checkout");
    place.script("checkout/.local/bin/pulumi", "echo v3.248.0");
    const env = { PATH: path.join(checkout, ".local/bin"), HOME: path.join(place.folder, "home") };
    assert.match((await chooseEngine(checkout, pins, env)).description, /none on PATH/);
  });
});
