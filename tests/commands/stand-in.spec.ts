import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { list, type ReadEntry } from "tar";

import type * as standIns from "../../commands/stand-in";
import { charts } from "../../versions";
import { OtherCheckout } from "./other-checkout";

const pin = charts.seldonSetup;

describe("a packaged stand-in", function () {
  this.timeout("20s");
  const other = new OtherCheckout();
  const archive = other.path("chart.tgz");
  let packageStandIn: typeof standIns.packageStandIn;
  before(async () => {
    ({ packageStandIn } = await other.load<typeof standIns>("commands/stand-in"));
  });
  after(() => {
    other.remove();
  });

  const bytes = async (): Promise<string> => {
    rmSync(archive, { force: true });
    await packageStandIn(pin, archive);
    return readFileSync(archive).toString("base64");
  };
  const files = (): string[] =>
    readdirSync(other.path("charts", pin.name), { recursive: true, encoding: "utf8" }).map((file) =>
      other.path("charts", pin.name, file),
    );

  it("has the same bytes each time", async () => {
    assert.equal(await bytes(), await bytes());
  });

  it("has the same bytes whenever and with whatever umask its files were checked out", async () => {
    const before = await bytes();
    for (const file of files()) {
      chmodSync(file, /\.\w+$/.test(file) ? 0o600 : 0o700);
      utimesSync(file, 1, 1);
    }
    assert.equal(await bytes(), before);
  });

  it("has the same bytes when git has left an empty folder behind", async () => {
    const before = await bytes();
    mkdirSync(other.path("charts", pin.name, "crds"));
    assert.equal(await bytes(), before);
  });

  it("has other bytes when one of its files changes by a byte, and the old ones when it is back", async () => {
    const before = await bytes();
    const file = `charts/${pin.name}/values.yaml`;
    const text = readFileSync(other.path(file), "utf8");
    other.write(file, `${text}\n`);
    assert.notEqual(await bytes(), before);
    other.write(file, text);
    assert.equal(await bytes(), before);
  });

  it("has other bytes when a file is added", async () => {
    const before = await bytes();
    other.write(`charts/${pin.name}/templates/extra.yaml`, "");
    assert.notEqual(await bytes(), before);
    rmSync(other.path("charts", pin.name, "templates", "extra.yaml"));
  });

  it("is laid out as helm reads it: all below the chart's name, Chart.yaml and templates there", async () => {
    await bytes();
    const entries: Pick<ReadEntry, "path" | "mode" | "mtime" | "uid">[] = [];
    await list({ file: archive, onReadEntry: (entry) => entries.push(entry) });
    const paths = entries.map(({ path }) => path);
    for (const path of paths) assert.ok(path.startsWith(`${pin.name}/`), path);
    for (const file of ["Chart.yaml", "values.yaml", "templates/controller.yaml"])
      assert.ok(paths.includes(`${pin.name}/${file}`), file);
    assert.deepEqual(paths, paths.toSorted());
    for (const { mode, mtime, uid } of entries)
      assert.deepEqual([mode, mtime, uid], [0o644, undefined, undefined]);
  });

  it("is what charts/lock.json has, where that names no other source", async () => {
    const { readLock } = await import("../../charts/chart-lock");
    const { digestOf } = await import("../../charts/pinned-chart");
    const { packageStandIn: packageOwn } = await import("../../commands/stand-in");
    for (const each of Object.values(charts)) {
      const locked = readLock().charts[each.name];
      await packageOwn(each, archive);
      if (locked?.source === undefined) assert.equal(digestOf(archive), locked?.sha256, each.name);
    }
  });

  it("is refused for a chart that has no stand-in, with what to do instead", async () => {
    await assert.rejects(packageStandIn({ name: "kiali", version: "1.0.0" }, archive), {
      message: "charts/kiali: there is no stand-in of this name; run: make charts FROM=…",
    });
  });
});
