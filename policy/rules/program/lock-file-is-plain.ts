import valid from "semver/functions/valid";
import validRange from "semver/ranges/valid";
import { endpointOf, isInside } from "../../hosts";
import { fieldsOf, textOf } from "../../kubernetes-object";
import type { CheckoutRule, Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { npmSettings } from "./npm-settings";
import { fieldsInJson } from "./program-file";

type Fields = Readonly<Record<string, unknown>>;
type Judge = (fields: Fields, site: Site) => Complaint[];

const AT_INSTALL = ["preinstall", "install", "postinstall", "prepare", "prepublish"];

/** What `npm ci` puts beside the program runs with all that the program may do. */
export const lockFileIsPlain: CheckoutRule = {
  name: "lock-file-is-plain",
  description:
    "Packages of npm are locked by digest, come from the machine's own registry and run nothing.",
  why: "A package that comes from git or from an address was never published for all to see, one without a digest may be another one tomorrow, and a script that runs at installation does so before any gate. What is in a package that is locked, nobody looks at here.",
  severity: "high",
  remediation: "Install the package by an exact version, and let npm write package-lock.json.",
  ways: [137],
  examples: {
    refused: `package-lock.json: '{"packages":{"node_modules/a":{"version":"1.0.0","resolved":"git+ssh://git@code.example/a.git#1","integrity":"sha512-AA=="}}}'`,
    accepted: `package-lock.json: '{"packages":{"node_modules/a":{"version":"1.0.0","integrity":"sha512-AA=="}}}'`,
  },
  scope: "checkout",
  check: (files, site) =>
    [...files].flatMap(([file, text]) => {
      const name = file.slice(file.lastIndexOf("/") + 1);
      if (name === ".npmrc") return npmSettings(text, site).map((each) => ({ ...each, file }));
      const judge = JUDGES[name];
      if (judge === undefined) return [];
      const { fields, problem } = fieldsInJson(text);
      return (problem ? [problem] : judge(fields, site)).map((each) => ({ ...each, file }));
    }),
};

const JUDGES: Readonly<Record<string, Judge | undefined>> = {
  "package-lock.json": lockFile,
  "npm-shrinkwrap.json": lockFile,
  "package.json": manifest,
};

function lockFile({ packages }: Fields, site: Site): Complaint[] {
  const all = Object.entries(fieldsOf(packages)).filter(([place]) => place !== "");
  if (all.length === 0)
    return [{ path: "packages", message: "is missing, so no package is locked by a digest" }];
  return all.flatMap(([place, value]) => {
    const path = childPath("packages", place);
    const { integrity, resolved, hasInstallScript, link } = fieldsOf(value);
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const found: Complaint[] = [];
    if (link === true)
      found.push({ path: `${path}.link`, message: "stands for a folder that is not locked" });
    else if (!/^sha(512|384|256)-/.test(textOf(integrity) ?? ""))
      found.push({ path: `${path}.integrity`, message: "is no digest, so it may be any package" });
    if (resolved !== undefined && !isRegistry(textOf(resolved) ?? "", site))
      found.push({
        path: `${path}.resolved`,
        message: "names another source than a registry of the site",
      });
    if (hasInstallScript === true && !site.program.installScripts.includes(name))
      found.push({
        path: `${path}.hasInstallScript`,
        message: "is true: it brings a script that runs when it is installed",
        remedy:
          "Do without the package, or list it under program.installScripts in policy/site/<stack>.yaml; npm ci --ignore-scripts runs none.",
      });
    return found;
  });
}

/** An archive at a host of the site; without one the machine's own settings decide. */
function isRegistry(resolved: string, site: Site): boolean {
  const endpoint = /^https:\/\/.*\.tgz$/i.test(resolved) ? endpointOf(resolved) : undefined;
  return endpoint !== undefined && isInside(endpoint, site);
}

function manifest(fields: Fields): Complaint[] {
  const sorts = ["dependencies", "devDependencies", "optionalDependencies", "overrides"];
  const versions = sorts.flatMap((sort) =>
    Object.entries(fieldsOf(fields[sort])).flatMap(([name, value]): Complaint[] => {
      const version = textOf(value) ?? "";
      // Overrides may be nested; what they lead to, the lock file says.
      if (typeof value === "object" || valid(version) !== null) return [];
      const what =
        validRange(version) === null ? "names no version" : "leaves open which version it is";
      const message = `${what}, so another package may come in`;
      return [{ path: childPath(sort, name), message, remedy: "Write one exact version." }];
    }),
  );
  const scripts = AT_INSTALL.filter((name) => name in fieldsOf(fields.scripts)).map((name) => ({
    path: `scripts.${name}`,
    message: "runs at each installation, before any gate",
    remedy: "Run it as a command of its own.",
  }));
  return [...versions, ...scripts];
}
