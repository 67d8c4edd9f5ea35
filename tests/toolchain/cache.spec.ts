import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ldflags } from "../../toolchain/binaries";
import { Cache, cacheRoot } from "../../toolchain/cache";
import { modulesFolder } from "../../toolchain/pins";
import { binaryNamed, pins, Place, thisCheckout } from "./fake-checkout";

describe("cacheRoot", () => {
  it("follows XDG_CACHE_HOME", () => {
    assert.equal(
      cacheRoot({ HOME: "/home/me", XDG_CACHE_HOME: "/big" }),
      "/big/pulumi-local-toolchain",
    );
  });

  it("passes over a relative XDG_CACHE_HOME", () => {
    const root = cacheRoot({ HOME: "/home/me", XDG_CACHE_HOME: "cache" });
    assert.equal(root, "/home/me/.cache/pulumi-local-toolchain");
  });
});

describe("Cache", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  it("serves a second clone from the same folder", () => {
    const clone = place.checkout();
    const folder = new Cache("/cache", thisCheckout, pins).folder("crane");
    assert.match(folder, /^\/cache\/crane-[0-9a-f]{16}$/);
    assert.equal(new Cache("/cache", clone, pins).folder("crane"), folder);
  });

  it("moves on when a pin of the module changes, and leaves the other modules alone", () => {
    const clone = place.checkout();
    appendFileSync(path.join(modulesFolder(clone), "crane", "go.sum"), "\n");
    const [before, after] = [thisCheckout, clone].map(
      (checkout) => new Cache("/cache", checkout, pins),
    );
    assert.notEqual(after?.folder("crane"), before?.folder("crane"));
    assert.equal(after?.folder("etcd"), before?.folder("etcd"));
  });

  it("moves on when a file of the module is renamed", () => {
    const clone = place.checkout();
    const module = path.join(modulesFolder(clone), "pulumi-resource-kubernetes");
    renameSync(path.join(module, "main.go"), path.join(module, "provider.go"));
    assert.notEqual(
      new Cache("/cache", clone, pins).folder("pulumi-resource-kubernetes"),
      new Cache("/cache", thisCheckout, pins).folder("pulumi-resource-kubernetes"),
    );
  });

  it("moves on when a stamped version changes, for the modules that carry the stamp", () => {
    const older = new Cache("/cache", thisCheckout, { ...pins, controlPlane: "1.35.0" });
    const now = new Cache("/cache", thisCheckout, pins);
    assert.notEqual(older.folder("helm"), now.folder("helm"));
    assert.equal(older.folder("crane"), now.folder("crane"));
  });

  it("takes neither an empty file nor an unfinished one for a binary, but a whole one", () => {
    const cache = new Cache(place.folder, thisCheckout, pins);
    const crane = binaryNamed("crane");
    mkdirSync(cache.folder("crane"));
    writeFileSync(path.join(cache.folder("crane"), ".crane.1"), "half");
    assert.equal(cache.has(crane), false);
    writeFileSync(cache.path(crane), "");
    assert.equal(cache.has(crane), false);
    writeFileSync(cache.path(crane), "whole");
    assert.equal(cache.has(crane), true);
  });
});

describe("ldflags", () => {
  it("stamps each program with the version that its users ask it for", () => {
    assert.match(ldflags(binaryNamed("pulumi"), pins), /version\.Version=v3\.248\.0$/);
    assert.match(
      ldflags(binaryNamed("pulumi-resource-kubernetes"), pins),
      /pkg\/version\.Version=4\.25\.0 /,
    );
    assert.match(
      ldflags(binaryNamed("kubectl"), pins),
      /component-base\/version\.gitVersion=v1\.36\.3 /,
    );
    assert.match(ldflags(binaryNamed("helm"), pins), /k8sVersionMajor=1 .*k8sVersionMinor=36$/);
  });
});
