import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { KubernetesObject } from "../../policy/kubernetes-object";
import type { Finding } from "../../policy/rule";
import { ledgerOf } from "../../policy/waivers/ledger";
import { waiversFor, type LoadedWaivers } from "../../policy/waivers/load-waivers";
import { readWaivers, WAIVERS_FILE } from "../../policy/waivers/waiver";

/**
 * The waivers that hold at a site: those of the file that is named, else of the one beside the site's folder, as in
 * policy/; read as they are, like the site. What names another stack, by the site file's name, is left out.
 */
export function waiversOf(
  site: string,
  named: string | undefined,
  problems: string[],
): LoadedWaivers {
  const beside = join(dirname(dirname(site)), WAIVERS_FILE);
  const file = named ?? (basename(dirname(site)) === "site" ? beside : undefined);
  if (file === undefined || !existsSync(file)) {
    if (named !== undefined)
      problems.push(
        `--waivers ${named} does not exist. Give a file such as policy/${WAIVERS_FILE}.`,
      );
    return { waivers: [], findings: [] };
  }
  const { waivers, findings } = readWaivers(readFileSync(file, "utf8"), file);
  return { waivers: waiversFor(basename(site, extname(site)), waivers), findings };
}

/**
 * All findings, waived ones as advice, and what is wrong with the waivers. One that is not needed is advice too: what
 * is judged may be a part of the stack. And of one that names a resource only a program can tell.
 */
export function withWaivers(
  findings: readonly Finding[],
  among: readonly KubernetesObject[],
  { waivers, findings: malformed }: LoadedWaivers,
): Finding[] {
  const ledger = ledgerOf(waivers, new Date().toISOString().slice(0, 10));
  const told = findings.map((finding) => ledger.waive(finding, among));
  const unused = ledger
    .unused(({ object }) => !object.startsWith("urn:"))
    .map((finding) => ({ ...finding, advice: true }));
  return [...told, ...malformed, ...ledger.faults, ...unused];
}
