import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";

const { programDependencies, requiredPlugins } = createRequire(__filename)(
  "../../toolchain/plugins/node-packages",
) as {
  requiredPlugins: (folder: string) => { name: string; version: string; server: string }[];
  programDependencies: (folder: string, transitive: boolean) => { name: string; version: string }[];
};

describe("the plugins that a program needs", () => {
  let root: string;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "packages-"));
    put("project/package.json", { dependencies: { "@pulumi/random": "^4" } });
    install("project", "@pulumi/pulumi", { version: "3.0.0" });
    install("project", "@pulumi/random", { version: "4.0.0", pulumi: { resource: true } });
    install("project", "lodash", { version: "4.1.0" });
    fs.mkdirSync(path.join(root, "project", "crds"));
  });
  afterEach(() => {
    fs.rmSync(root, { recursive: true, force: true });
  });

  function put(file: string, content: object | string): void {
    const full = path.join(root, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content));
  }
  const install = (folder: string, name: string, manifest: object): void => {
    put(`${folder}/node_modules/${name}/package.json`, { name, ...manifest });
  };
  const names = (folder: string): string[] =>
    requiredPlugins(path.join(root, folder)).map(({ name, version }) => `${name} ${version}`);

  it("are those of the packages beside it", () => {
    assert.deepEqual(names("project"), ["random v4.0.0"]);
  });

  it("are those of the folders above, when its own folder has no packages", () => {
    assert.deepEqual(names("project/crds"), ["random v4.0.0"]);
  });

  it("leave out what lies above the installation that holds the SDK", () => {
    install(".", "@pulumi/aws", { version: "1.0.0", pulumi: { resource: true } });
    assert.deepEqual(names("project/crds"), ["random v4.0.0"]);
  });

  it("include packages nested in other packages, each version once", () => {
    const nested = { pulumi: { resource: true } };
    install("project/node_modules/lodash", "@pulumi/random", { version: "3.0.0", ...nested });
    install("project/crds", "@pulumi/random", { version: "4.0.0", ...nested });
    assert.deepEqual(names("project/crds").sort(), ["random v3.0.0", "random v4.0.0"]);
  });

  it("have the name, version and server that the package gives them", () => {
    const pulumi = { resource: true, name: "own", version: "v9.0.0", server: "https://x.example" };
    install("project", "@acme/thing", { version: "1.0.0", pulumi });
    install("project", "@acme/plain", { version: "1.0.0", pulumi: { resource: true } });
    assert.deepEqual(requiredPlugins(path.join(root, "project")), [
      { name: "acme/plain", version: "v1.0.0", server: "" },
      { name: "own", version: "v9.0.0", server: "https://x.example" },
      { name: "random", version: "v4.0.0", server: "" },
    ]);
  });

  it("survive a package.json that cannot be read", () => {
    put("project/node_modules/odd/package.json", "{");
    assert.deepEqual(names("project"), ["random v4.0.0"]);
  });

  it("come with a list of the program's own dependencies, or of all", () => {
    const list = (transitive: boolean): string[] =>
      programDependencies(path.join(root, "project"), transitive).map(({ name }) => name);
    assert.deepEqual(list(false), ["@pulumi/random"]);
    assert.deepEqual(list(true), ["@pulumi/pulumi", "@pulumi/random", "lodash"]);
  });
});
