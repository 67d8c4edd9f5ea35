import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { binaries } from "../../toolchain/binaries";
import { clusterName } from "../../toolchain/cluster-name";
import { requiredGo } from "../../toolchain/ensure-binaries";
import { requireNode } from "../../toolchain/node-version";
import { modulesFolder, readPins } from "../../toolchain/pins";
import { Place, pins, thisCheckout } from "./fake-checkout";

const goMod = (module: string) =>
  readFileSync(path.join(modulesFolder(thisCheckout), module, "go.mod"), "utf8");

describe("pins", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  it("says the same in package.json and in the Go modules", () => {
    const read = readPins(thisCheckout);
    assert.match(goMod("pulumi"), new RegExp(`pulumi/pkg/v3 v${read.pulumi}\\s`));
    assert.match(
      goMod("pulumi-resource-kubernetes"),
      new RegExp(`sdk/v4 v${read.kubernetesPlugin}\\s`),
    );
  });

  it("names a package for every binary that its module's go.mod knows", () => {
    for (const binary of binaries.filter(({ embeds }) => embeds === undefined))
      assert.ok(
        goMod(binary.module).includes(binary.package),
        `${binary.name} is no tool of ${binary.module}`,
      );
  });

  it("reads the version of the control plane from its go.mod", () => {
    const checkout = place.checkout();
    const file = path.join(modulesFolder(checkout), "kubernetes", "go.mod");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replaceAll(/(k8s\.io\/kubernetes) v\S+/g, "$1 v1.37.0"),
    );
    assert.equal(readPins(checkout).controlPlane, "1.37.0");
  });

  it("says which file lacks the version of the control plane", () => {
    const checkout = place.checkout();
    writeFileSync(path.join(modulesFolder(checkout), "kubernetes", "go.mod"), "module x\n");
    assert.throws(
      () => readPins(checkout),
      /kubernetes\/go\.mod requires no k8s\.io\/kubernetes\. Restore the file/,
    );
  });

  it("asks for the newest Go that any module needs", () => {
    const checkout = place.checkout();
    writeFileSync(path.join(modulesFolder(checkout), "crane", "go.mod"), "module x\n\ngo 1.27.1\n");
    assert.equal(requiredGo(checkout), "1.27.1");
    assert.equal(requiredGo(thisCheckout), "1.26.0");
  });
});

describe("requireNode", () => {
  it("refuses a Node.js older than package.json asks for", () => {
    assert.throws(
      () => {
        requireNode(pins, "20.18.3");
      },
      {
        message:
          "Node.js is 20.18.3, and package.json asks for >=20.19. Install a Node.js in that range and run npm ci again.",
      },
    );
  });

  it("accepts the oldest in the range", () => {
    requireNode(pins, "20.19.0");
  });
});

describe("clusterName", () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    place.remove();
  });

  it("differs between two checkouts and not between two calls", () => {
    const name = clusterName("dev", place.folder);
    assert.match(name, /^dev-[0-9a-f]{8}$/);
    assert.equal(clusterName("dev", `${place.folder}/.`), name);
    assert.notEqual(clusterName("dev", thisCheckout), name);
  });
});
