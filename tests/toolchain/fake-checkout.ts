import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { binaries } from "../../toolchain/binaries";
import { modulesFolder, type Pins } from "../../toolchain/pins";

/** The repository that these tests stand in. */
export const thisCheckout = path.resolve(__dirname, "..", "..");

/** A folder that goes away with `remove`. */
export class Place {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "toolchain-")));

  /** Writes an executable sh script and returns its path. */
  script(name: string, body: string): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** Copies package.json and the wrapper modules of this repository. */
  checkout(): string {
    const folder = path.join(this.folder, "checkout");
    cpSync(path.join(thisCheckout, "package.json"), path.join(folder, "package.json"));
    cpSync(modulesFolder(thisCheckout), modulesFolder(folder), { recursive: true });
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const pins: Pins = {
  pulumi: "3.248.0",
  kubernetesPlugin: "4.25.0",
  randomPlugin: "4.21.2",
  certManagerPlugin: "0.2.0",
  controlPlane: "1.36.3",
  node: ">=20.19",
};

export function binaryNamed(name: string) {
  const found = binaries.find((binary) => binary.name === name);
  if (found === undefined) throw new Error(`no binary ${name}`);
  return found;
}
