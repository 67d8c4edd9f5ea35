import { textOf } from "../../kubernetes-object";
import type { ProgramRule } from "../../rule";

const REFERENCE = "pulumi:pulumi:StackReference";

/** What another stack exports is input that nobody reviews with the change. */
export const stackReferencesStayHere: ProgramRule = {
  name: "stack-references-stay-here",
  description: "A stack reads the outputs of this project's stacks alone.",
  why: "The state of another organisation or project lies with others, who could steer this platform by it, and reading it asks their backend. Outputs of a stack of this project are not judged before they are used: a rule that meets one in an object judges it there. The state itself may be read past this rule by a program of its own.",
  severity: "high",
  remediation: "Name it organization/<this project>/<stack>, or pass the value in the stack file.",
  ways: [134],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::pulumi:pulumi:StackReference::shared
  type: pulumi:pulumi:StackReference
  name: shared
  props: { name: acme/network/prod }`,
    accepted: `- urn: urn:pulumi:prod::platform::pulumi:pulumi:StackReference::shared
  type: pulumi:pulumi:StackReference
  name: shared
  props: { name: organization/platform/dev }`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, name, props = {} }) => {
      if (type !== REFERENCE) return [];
      const [organisation, project, stack, ...more] = (textOf(props.name) ?? name).split("/");
      const own = urn.split("::")[1];
      if (organisation === "organization" && project === own && stack && more.length === 0)
        return [];
      const message = `names no stack of project ${String(own)} in the backend of this stack`;
      return [{ urn, path: "name", message }];
    }),
};
