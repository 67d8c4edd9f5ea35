import semver from "semver";
import { ToolchainError } from "./failure";
import type { Pins } from "./pins";

/** Refuses a Node.js outside package.json's engines range. */
export function requireNode(pins: Pins, running: string = process.versions.node): void {
  if (semver.satisfies(running, pins.node)) return;
  throw new ToolchainError(
    `Node.js is ${running}, and package.json asks for ${pins.node}. Install a Node.js in that range and run npm ci again.`,
  );
}
