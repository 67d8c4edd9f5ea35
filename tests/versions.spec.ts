import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { charts, images, type ImagePin } from "../versions";
import { realData } from "./charts/real-data";
import { StandIn } from "./charts/stand-in";

const root = join(__dirname, "..");

/** The images of a values file, as `host/path:tag`, sorted. */
function imagesIn(values: unknown): string[] {
  if (typeof values !== "object" || values === null) return [];
  const { registry, repository, tag } = values as Record<string, unknown>;
  const here = repository === undefined ? [] : [[registry, "/", repository, ":", tag].join("")];
  return [...here, ...Object.values(values).flatMap(imagesIn)].sort();
}

const pinned = Object.values<ImagePin>(images)
  .map(({ host, path, tag }) => `${host}/${path}:${tag}`)
  .sort();

describe("the pinned versions", () => {
  it("cover every image that Seldon's setup chart names, and no other", function () {
    const real = parse(realData(this, "seldon-2.9.1/setup.values.yaml")) as unknown;
    assert.deepEqual(imagesIn(real), pinned);
  });

  it("cover every image that the stand-in names, and no other", () => {
    assert.deepEqual(imagesIn(new StandIn("seldon-core-v2-setup").values), pinned);
  });

  it("have one version for both charts", () => {
    assert.equal(charts.seldonCrds.version, charts.seldonSetup.version);
  });

  it("are written in versions.ts alone", () => {
    const folders = ["", "components", "network", "crds", "charts"];
    const sources = folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".ts") && join(folder, name) !== "versions.ts")
        .map((name) => join(folder, name)),
    );
    const found = sources.flatMap((source) =>
      readFileSync(join(root, source), "utf8")
        .split("\n")
        .filter((line) => /\b\d+\.\d+(\.\d+|-py\d)\b/.test(line) && !/\d+(\.\d+){3}/.test(line))
        .map((line) => `${source}: ${line.trim()}`),
    );
    assert.ok(sources.length > 10);
    // Not the version that runs, but the oldest that may.
    assert.deepEqual(found, ['config.ts: const firstWithWatchList = "2.9.1";']);
  });
});
