import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { parsePlatform } from "../config";
import type { Platform } from "../schema/platform";

export const file = "Pulumi.test.yaml";
export const seldonVersion = "2.9.1";

/** The least that a stack has to say, and all of it legal; `change` replaces top-level keys. */
export const values = (change: Readonly<Record<string, unknown>> = {}) => ({
  environment: "dev",
  cluster: { context: "test", apiServer: { cidrs: ["10.0.0.1/32"] } },
  tenants: [{ name: "team-a" }],
  ...change,
});

export const accepted = (change: Readonly<Record<string, unknown>> = {}): Platform =>
  parsePlatform(values(change), { file, seldonVersion });

/** The problems that the one message lists, in its order. */
export const problems = (change: Readonly<Record<string, unknown>>): string[] =>
  problemsOf(() => parsePlatform(values(change), { file, seldonVersion }), file);

/** The lines below a refusal's title, once it is shown to be one that the engine prints without a stack. */
export function problemsOf(parse: () => unknown, stackFile: string): string[] {
  try {
    parse();
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    assert.equal(error.stack, "");
    const [title, ...lines] = error.message.split("\n");
    assert.equal(title, `${stackFile} cannot be deployed:`);
    return lines.map((line) => line.replace(/^ {2}- seldon-platform:/, "").replace(/^ {2}- /, ""));
  }
  return assert.fail("was accepted");
}
