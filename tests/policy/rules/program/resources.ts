import { judgeProgram } from "../../../../policy/judge-program";
import type { ProgramResource } from "../../../../policy/rule";
import { RULES } from "../../../../policy/rules/all";
import { PROD } from "../../objects";

export const resource = (
  type: string,
  props: Readonly<Record<string, unknown>> = {},
  rest: Partial<ProgramResource> = {},
): ProgramResource => ({
  urn: `urn:pulumi:prod::platform::${type}::it`,
  type,
  name: "it",
  props,
  ...rest,
});

/** `path: message` of what one rule says. */
export const told = (rule: string, ...resources: ProgramResource[]): string[] =>
  judgeProgram(
    RULES.filter(({ name }) => name === rule),
    resources,
    PROD,
  ).map(({ path, message }) => `${path}: ${message}`);
