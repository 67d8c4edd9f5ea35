import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env["SHARED_DATA"] ?? join(__dirname, "..", "..", "..", "shared", "data");

/**
 * A file of the real charts' data, which is public but no part of this project. Where it is missing,
 * the running test or suite is skipped and says so.
 * @param file relative to the data folder: "seldon-2.9.1/setup.values.yaml"
 */
export function realData(context: Mocha.Context, file: string): string {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path, "utf8");
  console.log(`    skipped: ${path} is missing; set SHARED_DATA to the folder that has ${file}`);
  return context.skip();
}
