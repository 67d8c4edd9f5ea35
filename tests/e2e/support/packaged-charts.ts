import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { charts } from "../../../versions";
import type { CheckoutCopy } from "./checkout-copy";

const names = Object.values(charts).map(({ name }) => name);

/** Packages the stand-ins, marked so that their bytes are others than those of the lock. @returns the folder */
export function packagedCharts(copy: CheckoutCopy, mark: string): string {
  const folder = copy.path(".local", mark);
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const source = path.join(folder, "source", name);
    cpSync(copy.path("charts", name), source, { recursive: true });
    appendFileSync(path.join(source, "Chart.yaml"), `\nannotations:\n  variant: ${mark}\n`);
    helm(copy, ["package", source, "--destination", folder]);
  }
  return folder;
}

/** The toolchain's helm, with a home of its own. @throws what it said */
export function helm(copy: CheckoutCopy, args: readonly string[]): string {
  const home = copy.path(".local/helm-home");
  const env = { ...copy.env, HOME: home, HELM_CONFIG_HOME: home, HELM_CACHE_HOME: home };
  const options = { env, encoding: "utf8", stdio: "pipe" } as const;
  return execFileSync(copy.path(".local/bin/helm"), args, options);
}

/** The archives of a folder, by path. */
export const archivesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".tgz"))
    .map((name) => path.join(folder, name));
