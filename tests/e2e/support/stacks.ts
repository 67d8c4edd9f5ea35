import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

import { parsePlatform } from "../../../config";
import type { Platform } from "../../../schema/platform";
import { charts } from "../../../versions";
import { fullStack } from "./full-stack";
import { cloudStack, routedStack } from "./further-stacks";

/** Of a stack file, as people write it: before defaults are filled in. */
type Values = Readonly<Record<string, unknown>>;

/** The stacks of the project, and made-up ones that together say all that a stack file can. */
export const stackNames = ["dev", "prod", "full", "routed", "cloud"] as const;
export type StackName = (typeof stackNames)[number];

/** A stack as people write it. */
export function stackValues(name: StackName): Values {
  if (name === "full") return fullStack;
  if (name === "routed") return routedStack;
  return name === "cloud" ? cloudStack : ofFile(name);
}

export const platformOf = (name: StackName): Platform =>
  parsePlatform(stackValues(name), {
    file: `Pulumi.${name}.yaml`,
    seldonVersion: charts.seldonSetup.version,
  });

function ofFile(stack: string): Values {
  const file = path.join(__dirname, "..", "..", "..", `Pulumi.${stack}.yaml`);
  const { config } = parse(readFileSync(file, "utf8")) as { config: Values };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("seldon-platform:", ""), value]),
  );
}
