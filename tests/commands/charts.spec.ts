import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Lock } from "../../charts/chart-lock";
import type * as chartCommands from "../../commands/charts";
import type * as helm from "../../commands/helm";
import type * as pinned from "../../charts/pinned-chart";
import { charts, type ChartPin } from "../../versions";
import { OtherCheckout } from "./other-checkout";

const access: helm.ChartAccess = { helm: "/nowhere/helm", plainHttp: false };
const { seldonCrds: crds, seldonSetup: setup, ...rest } = charts;
const pins: readonly ChartPin[] = [crds, setup, ...Object.values(rest)];
const archive = ({ name, version }: ChartPin) => `${name}-${version}.tgz`;
const archives = (...without: ChartPin[]) =>
  pins
    .filter((pin) => !without.includes(pin))
    .map(archive)
    .sort();
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

describe("make charts", function () {
  this.timeout("20s");
  let other: OtherCheckout;
  let ensureCharts: typeof chartCommands.ensureCharts;
  let lockCharts: typeof chartCommands.lockCharts;
  beforeEach(async () => {
    other = new OtherCheckout();
    ({ ensureCharts, lockCharts } = await other.load<typeof chartCommands>("commands/charts"));
  });
  afterEach(() => {
    other.remove();
  });

  const lock = () => JSON.parse(readFileSync(other.path("charts", "lock.json"), "utf8")) as Lock;
  const fetched = () => readdirSync(other.path(".charts")).sort();
  /** A folder as a person brings it: an archive by the right name, whatever is in it. */
  function folderWith(brought: readonly ChartPin[]): string {
    const folder = other.path("brought");
    mkdirSync(folder, { recursive: true });
    for (const pin of brought) writeFileSync(join(folder, archive(pin)), `bytes of ${pin.name}`);
    return folder;
  }
  function setLock(change: (charts: Lock["charts"]) => void): void {
    const changed = lock();
    change(changed.charts);
    other.write("charts/lock.json", JSON.stringify(changed));
  }

  it("packages the stand-ins where the lock names no source, and says so in one line", async () => {
    await lockCharts("stand-ins", access);
    rmSync(other.path(".charts"), { recursive: true });
    (await other.said()).length = 0;
    await ensureCharts(access);
    assert.deepEqual(fetched(), archives());
    assert.deepEqual(await other.said(), [
      `charts: stand-ins for ${pins.map(({ name }) => name).join(", ")}, not the real ones (make charts FROM=…)`,
    ]);
  });

  it("leaves archives alone that are as locked, without asking anybody", async () => {
    await lockCharts(folderWith(pins), access);
    rmSync(other.path("brought"), { recursive: true });
    await ensureCharts(access);
    assert.deepEqual(fetched(), archives());
  });

  it("packages a stand-in anew over an archive that somebody changed", async () => {
    await lockCharts("stand-ins", access);
    writeFileSync(other.path(".charts", archive(setup)), "tampered");
    await ensureCharts(access);
    const bytes = readFileSync(other.path(".charts", archive(setup)));
    assert.equal(sha256(bytes), lock().charts[setup.name]?.sha256);
  });

  it("refuses bytes that are not the locked ones, names both digests and keeps the archive out", async () => {
    await lockCharts("stand-ins", access);
    const found = lock().charts[setup.name]?.sha256 ?? "";
    rmSync(other.path(".charts"), { recursive: true });
    const wanted = sha256("other");
    setLock((all) => (all[setup.name] = { version: setup.version, sha256: wanted }));
    await assert.rejects(ensureCharts(access), {
      message: `seldon-core-v2-setup 2.9.1 from charts/ has sha256 ${found}, and charts/lock.json has ${wanted}; if the new one is right, run: make charts FROM=stand-ins`,
    });
    assert.deepEqual(fetched(), archives(setup));
  });

  it("refuses an archive of a folder that is gone, and says that it is to be brought again", async () => {
    await lockCharts(folderWith(pins), access);
    writeFileSync(other.path(".charts", archive(crds)), "tampered");
    await assert.rejects(ensureCharts(access), {
      message:
        ".charts/seldon-core-v2-crds-2.9.1.tgz: is missing or changed, and was locked from a folder; run: make charts FROM=<that folder>",
    });
  });

  it("refuses charts that the lock has in another version, all of them in one message", async () => {
    setLock((all) => {
      for (const locked of Object.values(all)) locked.version = "2.9.0";
      Reflect.deleteProperty(all, setup.name);
    });
    const line = ({ name, version }: ChartPin, locked: string) =>
      `charts/lock.json: ${name} is locked at ${locked}, and versions.ts needs ${version}; run: make charts FROM=<folder, URL or oci://…>`;
    await assert.rejects(ensureCharts(access), {
      message: pins.map((pin) => line(pin, pin === setup ? "no version" : "2.9.0")).join("\n"),
    });
    assert.deepEqual(fetched(), []);
  });

  describe("FROM a folder", () => {
    it("takes its archives and writes their digests into the lock", async () => {
      await lockCharts(folderWith(pins), access);
      assert.deepEqual(lock(), {
        charts: Object.fromEntries(
          pins.map(({ name, version }) => [
            name,
            { version, source: "folder", sha256: sha256(`bytes of ${name}`) },
          ]),
        ),
      });
      assert.deepEqual(fetched(), archives());
      assert.equal(
        (await other.said()).at(-1),
        "charts: review and commit the change of charts/lock.json",
      );
    });

    it("writes no path into the lock, which would mean nothing elsewhere", async () => {
      const folder = folderWith(pins);
      await lockCharts(folder, access);
      assert.doesNotMatch(readFileSync(other.path("charts", "lock.json"), "utf8"), /brought/);
    });

    it("changes nothing when one chart is missing there, and names it", async () => {
      await lockCharts("stand-ins", access);
      const before = [lock(), fetched().map((name) => readFileSync(other.path(".charts", name)))];
      const folder = folderWith([crds]);
      await assert.rejects(lockCharts(folder, access), {
        message: `FROM=${folder}: has no seldon-core-v2-setup-2.9.1.tgz; put it there, or pull it with helm`,
      });
      const after = [lock(), fetched().map((name) => readFileSync(other.path(".charts", name)))];
      assert.deepEqual(after, before);
    });

    it("goes back to the stand-ins by that word, and the lock then names no source", async () => {
      const before = lock();
      await lockCharts(folderWith(pins), access);
      await lockCharts("stand-ins", access);
      assert.deepEqual(lock(), before);
    });
  });

  it("refuses a source that is neither a folder nor an address it knows", async () => {
    await assert.rejects(lockCharts("ftp://charts.test", access), {
      message:
        "FROM=ftp://charts.test: is neither a folder nor an oci://, https:// or http:// address",
    });
  });

  describe("and then the program", () => {
    let pinnedChart: typeof pinned.pinnedChart;
    beforeEach(async () => {
      ({ pinnedChart } = await other.load<typeof pinned>("charts/pinned-chart"));
      await lockCharts("stand-ins", access);
    });

    it("finds a chart that is as locked", () => {
      assert.match(pinnedChart(setup), /\.charts\/seldon-core-v2-setup-2\.9\.1\.tgz$/);
    });

    it("refuses a chart that is missing, with the command that brings it", () => {
      rmSync(other.path(".charts", archive(setup)));
      assert.throws(() => pinnedChart(setup), {
        message: ".charts/seldon-core-v2-setup-2.9.1.tgz: the chart is missing; run: make charts",
        stack: "",
      });
    });

    it("refuses a tampered chart, and names both digests", () => {
      writeFileSync(other.path(".charts", archive(setup)), "tampered");
      assert.throws(() => pinnedChart(setup), {
        message: `.charts/seldon-core-v2-setup-2.9.1.tgz: its sha256 is ${sha256("tampered")}, and charts/lock.json has ${String(lock().charts[setup.name]?.sha256)}; remove the file and run: make charts`,
        stack: "",
      });
    });

    it("refuses a chart of another version than the lock's", () => {
      assert.throws(() => pinnedChart({ ...setup, version: "2.9.2" }), {
        message:
          "charts/lock.json: seldon-core-v2-setup is locked at 2.9.1, and versions.ts needs 2.9.2; run: make charts FROM=<folder, URL or oci://…>",
        stack: "",
      });
    });
  });
});
