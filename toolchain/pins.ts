import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The exact versions of everything the toolchain is made of, without a leading v. */
export interface Pins {
  readonly pulumi: string;
  readonly kubernetesPlugin: string;
  readonly randomPlugin: string;
  readonly certManagerPlugin: string;
  readonly controlPlane: string;
  /** A semver range. */
  readonly node: string;
}

const PackageJson = z.object({
  engines: z.object({ node: z.string() }),
  dependencies: z.object({
    "@pulumi/pulumi": z.string(),
    "@pulumi/kubernetes": z.string(),
    "@pulumi/random": z.string(),
    "@pulumi/kubernetes-cert-manager": z.string(),
  }),
});

/** Reads the pins where they are made: package.json and, for the control plane, its wrapper module's go.mod. */
export function readPins(checkout: string): Pins {
  const file = path.join(checkout, "package.json");
  const { dependencies, engines } = PackageJson.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    pulumi: dependencies["@pulumi/pulumi"],
    kubernetesPlugin: dependencies["@pulumi/kubernetes"],
    randomPlugin: dependencies["@pulumi/random"],
    certManagerPlugin: dependencies["@pulumi/kubernetes-cert-manager"],
    controlPlane: required(checkout, "kubernetes", "k8s.io/kubernetes"),
    node: engines.node,
  };
}

function required(checkout: string, wrapper: string, modulePath: string): string {
  const file = path.join(modulesFolder(checkout), wrapper, "go.mod");
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [name, version] = line
      .replace(/^require\s/, "")
      .trim()
      .split(/\s+/);
    if (name === modulePath && version !== undefined) return version.replace(/^v/, "");
  }
  throw new Error(`${file} requires no ${modulePath}. Restore the file from version control.`);
}

/** Where a checkout keeps the Go wrapper modules. */
export const modulesFolder = (checkout: string): string =>
  path.join(checkout, "toolchain", "modules");
