import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBinaries } from "../../toolchain/ensure-binaries";
import { Place } from "./fake-checkout";

/** Stands for go: `env` answers like the real one, `build` writes what -o names. */
const go = (version: string, build: string) => `
if [ "$1" = env ]; then
  echo '{"GOVERSION":"${version}","GOCACHE":"/go/cache","GOMODCACHE":"/go/mod","GOPROXY":"https://me:secret@proxy.example,off"}'
  exit 0
fi
while [ "$1" != -o ]; do shift; done
${build}`;
const works = 'echo program > "$2"; chmod +x "$2"';
const fails = (text: string) => `echo '${text}' >&2; exit 1`;

describe("ensureBinaries", () => {
  let place: Place;
  let checkout: string;
  const said: string[] = [];
  beforeEach(() => {
    place = new Place();
    checkout = place.checkout();
    said.length = 0;
  });
  afterEach(() => {
    place.remove();
  });

  const ensure = (gigabytes = 100) =>
    ensureBinaries({
      checkout,
      groups: ["charts"],
      env: { PATH: `${place.folder}/bin:/usr/bin:/bin`, HOME: place.folder },
      say: (line) => said.push(line),
      free: () => Promise.resolve(gigabytes),
    });
  const cacheFiles = () => {
    const root = path.join(place.folder, ".cache/pulumi-local-toolchain");
    return existsSync(root)
      ? readdirSync(root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
      : [];
  };

  it("builds what the group needs and says how many are left", async () => {
    place.script("bin/go", go("go1.26.0", works));
    const { built, paths } = await ensure();
    assert.deepEqual(built, ["crane", "helm"]);
    assert.deepEqual([...paths.keys()], ["crane", "helm"]);
    assert.match(
      said[0] ?? "",
      /^Building 2 of the toolchain's programs into .*, once for all checkouts: about 2 min/,
    );
    assert.deepEqual(said.slice(1), [
      "[1/2] crane … usually 15 s",
      "[1/2] crane … 0 s, 1 left",
      "[2/2] helm … usually 60 s",
      "[2/2] helm … 0 s, 0 left",
    ]);
  });

  it("says and builds nothing the second time, without Go and in less than 50 ms", async () => {
    place.script("bin/go", go("go1.26.0", works));
    await ensure();
    said.length = 0;
    place.script("bin/go", "exit 1");
    const begun = performance.now();
    assert.deepEqual((await ensure()).built, []);
    assert.ok(performance.now() - begun < 50);
    assert.deepEqual(said, []);
  });

  it("keeps what was built before a failure, and builds the rest the next time", async () => {
    place.script(
      "bin/go",
      go("go1.26.0", `case "$2" in *helm*) ${fails("boom")};; esac; ${works}`),
    );
    await assert.rejects(ensure(), /^ToolchainError: helm could not be built\. go says:\nboom$/);
    assert.deepEqual(
      cacheFiles().map(({ name }) => name),
      ["crane"],
    );
    place.script("bin/go", go("go1.26.0", works));
    assert.deepEqual((await ensure()).built, ["helm"]);
  });

  it("removes what a killed build left, and nothing else", async () => {
    place.script("bin/go", go("go1.26.0", works));
    const { paths } = await ensure();
    const folder = path.dirname(paths.get("crane") ?? "");
    writeFileSync(path.join(folder, ".crane.999999999"), "half");
    writeFileSync(path.join(folder, `.crane.${process.ppid}`), "another build's");
    writeFileSync(paths.get("crane") ?? "", "");
    assert.deepEqual((await ensure()).built, ["crane"]);
    assert.deepEqual(readdirSync(folder).sort(), [`.crane.${process.ppid}`, "crane"]);
  });

  it("builds once when asked twice at the same time", async () => {
    place.script("bin/go", go("go1.26.0", works));
    const [one, two] = await Promise.all([ensure(), ensure()]);
    assert.deepEqual([...one.built, ...two.built].sort(), ["crane", "helm"]);
  });

  it("says that Go is missing", async () => {
    const env = { PATH: place.folder, HOME: place.folder };
    await assert.rejects(
      ensureBinaries({ checkout, groups: ["charts"], env, say: () => undefined }),
      {
        message:
          "Go is not on PATH, and the toolchain is built with it. Install Go 1.26.0 or newer.",
      },
    );
  });

  it("refuses a Go older than the modules need", async () => {
    place.script("bin/go", go("go1.25.9", works));
    await assert.rejects(ensure(), {
      message:
        "Go on PATH is go1.25.9, older than the 1.26.0 that toolchain/modules needs. Put Go 1.26.0 or newer first on PATH.",
    });
  });

  it("accepts a Go that is built from source", async () => {
    place.script("bin/go", go("devel go1.27-abcdef", works));
    assert.equal((await ensure()).built.length, 2);
  });

  it("refuses a disk that cannot hold the results, before building", async () => {
    place.script("bin/go", go("go1.26.0", works));
    await assert.rejects(
      ensure(0.1),
      /has 0\.1 GB free, and the build needs at least 0\.1 GB there\. Free space, or/,
    );
    assert.deepEqual(cacheFiles(), []);
    assert.equal((await ensure(0.2)).built.length, 2);
  });

  const explained: Record<string, [string, RegExp]> = {
    "a disk that is full": [
      "open /tmp/x: no space left on device",
      /the disk is full\. Free space for .*pulumi-local-toolchain and for Go's own caches \/go\/cache and \/go\/mod, or/,
    ],
    "a proxy that cannot be reached": [
      "example.com/m@v1: Get https://me:secret@proxy.example/x: dial tcp: lookup proxy.example: no such host",
      /could not be downloaded from GOPROXY=https:\/\/\*\*\*@proxy\.example,off\. Set GOPROXY/,
    ],
    "downloads switched off": [
      "module lookup disabled by GOPROXY=off",
      /Set GOPROXY to a Go module proxy/,
    ],
    "a proxy that serves another content": [
      "verifying example.com/m@v1: checksum mismatch ... SECURITY ERROR",
      /serves another content than go\.sum pins\. Do not use it/,
    ],
    "a machine without enough memory": ["link: signal: killed", /ran out of memory/],
  };
  for (const [what, [printed, expected]] of Object.entries(explained))
    it(`explains ${what}`, async () => {
      place.script("bin/go", go("go1.26.0", fails(printed)));
      await assert.rejects(ensure(), (error: Error) => {
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
      assert.deepEqual(cacheFiles(), []);
    });

  it("explains nothing away when the code does not compile", async () => {
    place.script("bin/go", go("go1.26.0", fails("main.go:3:2: undefined: x")));
    await assert.rejects(
      ensure(),
      /^ToolchainError: crane could not be built\. go says:\nmain\.go:3:2: undefined: x$/,
    );
  });
});
