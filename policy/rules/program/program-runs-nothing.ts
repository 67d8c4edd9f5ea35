import { fieldsOf, listOf, textOf } from "../../kubernetes-object";
import type { ProgramRule } from "../../rule";

/** Packages that exist to run something, or to stand for nothing while something is run. */
const RUNS =
  /^(command|local|null|external|script|shell|ssh|remote-exec|synced-command|automation|pulumi-service|terraform|terraform-provider|terraform-module|docker|docker-build|pulumi-(nodejs|python|go|dotnet|java|yaml):dynamic):|^pulumi:providers:(command|local|null|external|script|shell|ssh|terraform|terraform-provider|terraform-module|docker|docker-build|pulumi-(nodejs|python|go|dotnet|java|yaml))$|:dynamic(\/\w+)?:Resource$/i;

const RENDERED_BY_PROVIDER = /^kubernetes:helm\.sh\/v[34]:(Chart|Release)$/;
const OWN_SCRIPT = /^(\.\.\/)?charts\/[\w-]+\.js$/;

/** A program declares; what it would run, nobody can judge. */
export const programRunsNothing: ProgramRule = {
  name: "program-runs-nothing",
  description: "No resource of the program runs a command, a script or a program of its own.",
  why: "A command may fetch and send whatever the machine that runs the update may, and what it does shows in no object. Commands that the program's text starts by itself, and kubeconfigs outside of the program, no policy is told of: lint refuses the former.",
  severity: "critical",
  remediation: "Declare what the command would do as Kubernetes objects, or do it by hand.",
  ways: [132],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::command:local:Command::load
  type: command:local:Command
  name: load
  props: { create: ./load.sh }`,
    accepted: `- urn: urn:pulumi:prod::platform::random:index/randomPassword:RandomPassword::load
  type: random:index/randomPassword:RandomPassword
  name: load
  props: { length: 32 }`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, props = {} }) => {
      if (RUNS.test(type))
        return [{ urn, path: "", message: "is of a type that runs programs of its own" }];
      if (!RENDERED_BY_PROVIDER.test(type) || props.postRenderer === undefined) return [];
      const { command, args } = fieldsOf(props.postRenderer);
      const [script, ...more] = listOf(args);
      if (command === "node" && more.length === 0 && OWN_SCRIPT.test(textOf(script) ?? ""))
        return [];
      return [
        {
          urn,
          path: "postRenderer",
          message: "runs a command that is no script of charts/ in this checkout",
          remedy: "Let node run one script of charts/, or change the objects by a transform.",
        },
      ];
    }),
};
