import { Command, InvalidArgumentError, Option } from "commander";

import { ToolchainError } from "../toolchain/failure";
import { UsageError } from "./checkout";
import type { CheckOptions } from "./check";
import type { LiveOptions } from "./check/live";
import type { ReachOptions } from "./reach";
import type { PreflightOptions } from "./preflight";
import type { PreviewOptions } from "./preview";
import type { SmokeOptions } from "./smoke";

// Commands load what they need when they run: `check` starts without the engine's SDK.
const program = new Command("seldon-platform")
  .description("What a person types besides pulumi. Most of it has a make target.")
  .showHelpAfterError();

const stack = new Option("--stack <name>", "the stack: Pulumi.<name>.yaml").default("dev");

program
  .command("up")
  .description("set everything up and apply a stack to a local cluster")
  .addOption(stack)
  .action(exiting(async (options: { stack: string }) => (await import("./up")).up(options.stack)));

program
  .command("down")
  .description("destroy a local stack, remove its cluster and state")
  .addOption(stack)
  .action(
    exiting(async (options: { stack: string }) => (await import("./down")).down(options.stack)),
  );

program
  .command("preview")
  .description("the merge gate: a stack against an empty throwaway control plane")
  .addOption(stack)
  .option("--format <format>", "text, json, sarif, junit, github or waivers", checkFormat, "text")
  .option("--time-limit <minutes>", "for each run of the engine", wholeNumber, 15)
  // 1 is the answer "something is refused"; a mistyped option is none.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(exiting(async (options: PreviewOptions) => (await import("./preview")).preview(options)));

program
  .command("rehearse")
  .description("a stack's whole life on a throwaway cluster")
  .addOption(stack)
  .option("--keep", "leave the cluster running and print its kubeconfig", false)
  .action(
    exiting(async (options: { stack: string; keep: boolean }) =>
      (await import("./rehearse")).rehearse(options.stack, options.keep),
    ),
  );

program
  .command("smoke")
  .description("see that a tenant can really serve: what runs, what answers, who answers how often")
  .addOption(new Option("-s, --stack <name>", "the stack: Pulumi.<name>.yaml").default("dev"))
  .requiredOption("--tenant <name>", "a tenant of the stack")
  .option("--address <url>", "of its seldon-mesh; absent: through the API server to its Envoy")
  .option("--timeout <seconds>", "for each single call", wholeNumber, 10)
  .option("--calls <number>", "per experiment; absent: as many as its weights need", wholeNumber)
  .option("--format <format>", "text or json", textOrJson, "text")
  .option("--skip-cluster", "call the address and ask the cluster nothing", false)
  .option("--local", "the cluster of make up in place of the stack's own", false)
  // 1 is the answer "a check failed"; a mistyped option is none.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(exiting(async (options: SmokeOptions) => (await import("./smoke")).smoke(options)));

program
  .command("preflight")
  .description("try on a stack's cluster what no manifest can prove: docs/assumptions.md")
  .addOption(new Option("-s, --stack <name>", "the stack: Pulumi.<name>.yaml").default("dev"))
  .option("--only <names>", "assumptions, as in A3,A4; absent: all")
  .option("--image <image>", "with Python 3, for probe pods; absent: the stack's MLServer")
  .option("--format <format>", "text or json", textOrJson, "text")
  .option("--keep", "leave what was made, to look at", false)
  // 1 is the answer "one does not hold"; a mistyped option is none.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(
    exiting(async (options: PreflightOptions) => (await import("./preflight")).preflight(options)),
  );

program
  .command("charts")
  .description("put the locked charts into .charts; with --from, fetch them and write the lock")
  .option("--from <source>", "a folder of .tgz files, a chart repository, oci://…, or stand-ins")
  .action(
    exiting(async (options: { from?: string }) =>
      (await import("./fetch-charts")).fetchCharts(options.from),
    ),
  );

program
  .command("kubeconfig")
  .description("print the path of a local stack's kubeconfig")
  .addOption(stack)
  .action(
    exiting(async (options: { stack: string }) =>
      (await import("./env")).printKubeconfig(options.stack),
    ),
  );

program
  .command("env")
  .description("print shell lines for plain pulumi and kubectl on a local stack")
  .addOption(stack)
  .action(
    exiting(async (options: { stack: string }) =>
      (await import("./env")).printEnvironment(options.stack),
    ),
  );

program
  .command("toolchain")
  .description("make the whole toolchain, and nothing else")
  .action(
    exiting(async () => {
      await (await import("./prepare")).prepareProgram(["engine", "cluster", "charts"]);
      return 0;
    }),
  );

program
  .command("check")
  .description(
    "judge Kubernetes objects with the gate's rules: YAML, JSON, or what a cluster holds",
  )
  .argument("[paths...]", "files, folders, or - for standard input")
  .requiredOption("--site <file>", "site data, as in policy/site/prod.yaml")
  .option("--waivers <file>", "absent: waivers.yaml beside the site's folder, as in policy/")
  .option("--format <format>", "text, json, sarif, junit, github or waivers", checkFormat, "text")
  .option("--live", "what a cluster holds, in place of paths; needs the two options below", false)
  .option("--kubeconfig <file>", "of the cluster; the environment's is never used")
  .option("--context <name>", "of the kubeconfig; its current context is never used")
  // 1 is the answer "something is refused"; a mistyped option is none.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(
    exiting(async (paths: string[], options: CheckLine) => {
      if (!options.live) return (await import("./check")).check(pathsOnly(paths, options), options);
      return (await import("./check/live")).checkLive(clusterOnly(paths, options));
    }),
  );

program
  .command("reach")
  .description("print who can reach whom, as the NetworkPolicies of a set of objects have it")
  .argument(
    "<paths...>",
    "files, folders, or - for standard input; with --diff, the old and the new",
  )
  .option(
    "--diff",
    "print what a change opens and closes; exit code 1 when it opens anything",
    false,
  )
  .option("--format <format>", "text, json or dot", textJsonOrDot, "text")
  // 1 is the answer "it opens something"; a mistyped option is none.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(
    exiting(async (paths: string[], options: ReachOptions) =>
      (await import("./reach")).reach(paths, options),
    ),
  );

program
  .command("bench")
  .description("up and preview against kubectl, as ratios")
  .action(exiting(async () => (await import("../bench/bench")).bench()));

function textOrJson(value: string): "text" | "json" {
  if (value === "text" || value === "json") return value;
  throw new InvalidArgumentError("text or json.");
}

interface CheckLine extends CheckOptions {
  readonly live: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

function pathsOnly(
  paths: readonly string[],
  { kubeconfig, context }: CheckLine,
): readonly string[] {
  if (paths.length === 0)
    throw new UsageError("check: give files, folders or - for standard input; or --live.");
  if (kubeconfig !== undefined || context !== undefined)
    throw new UsageError("check: --kubeconfig and --context go with --live.");
  return paths;
}

function clusterOnly(paths: readonly string[], options: CheckLine): LiveOptions {
  const { kubeconfig, context } = options;
  if (paths.length > 0) throw new UsageError("check --live: takes no paths.");
  if (kubeconfig === undefined || context === undefined)
    throw new UsageError("check --live: say which cluster, by --kubeconfig and --context.");
  return { ...options, kubeconfig, context };
}

function checkFormat(value: string): CheckOptions["format"] {
  const known = ["text", "json", "sarif", "junit", "github", "waivers"] as const;
  const format = known.find((each) => each === value);
  if (format !== undefined) return format;
  throw new InvalidArgumentError("text, json, sarif, junit, github or waivers.");
}

function textJsonOrDot(value: string): ReachOptions["format"] {
  if (value === "text" || value === "json" || value === "dot") return value;
  throw new InvalidArgumentError("text, json or dot.");
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("a whole number from 1.");
}

/** Runs a command and turns its outcome into the exit code; a person's mistake gets no stack trace. */
function exiting<Args extends unknown[]>(action: (...args: Args) => Promise<number>) {
  return async (...args: Args): Promise<void> => {
    try {
      process.exitCode = await action(...args);
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof ToolchainError)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
    }
  };
}

void program.parseAsync();
