import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const FOLDERS = ["", "crds", "policy"];
const NAMES = /^(Pulumi(\.[^/]+)?\.ya?ml|package(-lock)?\.json|npm-shrinkwrap\.json|\.npmrc)$/;

/** The files that the rules on the checkout know, by their paths with slashes. */
export function checkoutFiles(checkout: string): ReadonlyMap<string, string> {
  const files = FOLDERS.flatMap((folder) =>
    namesIn(join(checkout, folder))
      .filter((name) => NAMES.test(name))
      .map((name) => join(checkout, folder, name)),
  );
  const charts = namesIn(join(checkout, "charts")).flatMap((name) =>
    filesBelow(join(checkout, "charts", name, "templates")),
  );
  const lock = join(checkout, "charts", "lock.json");
  return new Map(
    [...files, ...(existsSync(lock) ? [lock] : []), ...charts].map((file) => [
      relative(checkout, file).split(sep).join("/"),
      readFileSync(file, "utf8"),
    ]),
  );
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
