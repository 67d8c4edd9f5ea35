import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parse } from "yaml";
import { HiddenRelease } from "./hidden-release";
import { fieldsOf } from "../kubernetes-object";

/** A chart's archive, with the digest of the bytes that the gate has judged. */
export interface LockedChart {
  readonly file: string;
  readonly sha256: string;
}

const REMEDY =
  "Give it the archive of a chart that charts/lock.json names: make charts fetches it.";

/**
 * The archive that the provider will find at this path, which starts at the folder of the program.
 * @param project as Pulumi.yaml names it; the engine does not tell a pack where the program lies
 * @throws HiddenRelease unless charts/lock.json holds the digest of the archive
 */
export function lockedChart(checkout: string, project: string, chart: string): LockedChart {
  const folder = programFolder(checkout, project);
  if (folder === undefined)
    throw new HiddenRelease(
      `no folder of this checkout has a Pulumi.yaml of project "${project}", so its chart cannot be found`,
      "Put the program's folder beside policy/.",
    );
  const file = resolve(folder, chart);
  // An address is not quoted: it may hold a password.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(chart) || !existsSync(file) || !statSync(file).isFile())
    throw new HiddenRelease("its chart is no file of this machine", REMEDY);
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (!lockedDigests(checkout).has(sha256))
    throw new HiddenRelease(
      `the sha256 of its chart ${basename(file)} is not in charts/lock.json`,
      REMEDY,
    );
  return { file, sha256 };
}

/** The checkout itself, or a folder in it. */
function programFolder(checkout: string, project: string): string | undefined {
  const folders = readdirSync(checkout, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return ["", ...folders]
    .map((name) => join(checkout, name))
    .find((folder) => projectIn(join(folder, "Pulumi.yaml")) === project);
}

const projectIn = (file: string): unknown =>
  existsSync(file) ? fieldsOf(parse(readFileSync(file, "utf8"))).name : undefined;

function lockedDigests(checkout: string): ReadonlySet<unknown> {
  const file = join(checkout, "charts", "lock.json");
  if (!existsSync(file)) return new Set();
  const { charts } = fieldsOf(JSON.parse(readFileSync(file, "utf8")));
  return new Set(Object.values(fieldsOf(charts)).map((chart) => fieldsOf(chart).sha256));
}
