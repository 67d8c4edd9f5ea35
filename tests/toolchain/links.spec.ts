import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { environment } from "../../toolchain/environment";
import { linkBinaries, linkPlugins } from "../../toolchain/links";
import type { Engine } from "../../toolchain/engine";
import { pins, Place } from "./fake-checkout";

describe("links", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  const engine = (): Engine => ({
    kind: "built",
    description: "",
    binDir: "/checkout/.local/bin",
    pulumiHome: path.join(place.folder, "home"),
  });

  it("finds programs by name and follows them to a new cache folder", () => {
    linkBinaries(
      new Map([
        ["helm", "/cache/helm-1/helm"],
        ["crane", "/cache/crane-1/crane"],
      ]),
      place.folder,
    );
    linkBinaries(new Map([["helm", "/cache/helm-2/helm"]]), place.folder);
    assert.deepEqual(readdirSync(place.folder).sort(), ["crane", "helm"]);
    assert.equal(readlinkSync(path.join(place.folder, "helm")), "/cache/helm-2/helm");
  });

  it("gives the engine each plugin at its pinned version and no other", () => {
    const paths = new Map([
      ["pulumi-resource-kubernetes", "/cache/k-1/pulumi-resource-kubernetes"],
    ]);
    mkdirSync(path.join(place.folder, "home/plugins/resource-random-v4.22.0"), { recursive: true });
    linkPlugins(engine(), "/checkout", pins, paths);
    const target = (file: string) => readlinkSync(path.join(place.folder, "home/plugins", file));
    assert.deepEqual(readdirSync(path.join(place.folder, "home/plugins")).sort(), [
      "language-nodejs-v3.248.0",
      "resource-kubernetes-cert-manager-v0.2.0",
      "resource-kubernetes-v4.25.0",
      "resource-random-v4.21.2",
    ]);
    assert.equal(
      target("resource-kubernetes-v4.25.0/pulumi-resource-kubernetes"),
      "/cache/k-1/pulumi-resource-kubernetes",
    );
    assert.equal(
      target("language-nodejs-v3.248.0/pulumi-language-nodejs"),
      "/checkout/toolchain/plugins/pulumi-language-nodejs",
    );
  });
});

describe("environment", () => {
  const engine: Engine = {
    kind: "built",
    description: "",
    binDir: "/c/bin",
    pulumiHome: "/c/home",
  };
  const place = {
    engine,
    toolsDir: "/c/bin",
    stateFolder: "/my state",
    passphraseFile: "/c/passphrase",
  };

  it("keeps the engine from the network and from the user's clusters", () => {
    const ambient = { PATH: "/usr/bin", KUBECONFIG: "/me/config", PULUMI_CONFIG_PASSPHRASE: "x" };
    const laid: NodeJS.ProcessEnv = { ...ambient, ...environment(place, ambient) };
    assert.deepEqual(laid, {
      PATH: "/c/bin:/usr/bin",
      PULUMI_HOME: "/c/home",
      PULUMI_BACKEND_URL: "file:///my%20state",
      PULUMI_CONFIG_PASSPHRASE: undefined,
      PULUMI_CONFIG_PASSPHRASE_FILE: "/c/passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      KUBECONFIG: undefined,
    });
  });

  it("never puts the current folder on PATH", () => {
    assert.equal(environment(place, {})["PATH"], "/c/bin");
  });
});
