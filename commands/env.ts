import { existsSync } from "node:fs";
import { delimiter } from "node:path";

import { UsageError } from "./checkout";
import type { LocalStack } from "./local-stack";
import { localStackOf } from "./prepare";

/** Prints lines for a shell's eval: plain pulumi and kubectl then work on this stack and cluster. */
export async function printEnvironment(stack: string): Promise<number> {
  process.stdout.write(shellLines(await existing(stack)));
  return 0;
}

/** Prints the path of a local stack's kubeconfig. */
export async function printKubeconfig(stack: string): Promise<number> {
  process.stdout.write(`${(await existing(stack)).kubeconfig}\n`);
  return 0;
}

async function existing(stack: string): Promise<LocalStack> {
  const local = await localStackOf(stack);
  if (existsSync(local.kubeconfig)) return local;
  throw new UsageError(`there is no local cluster of ${stack} yet; run: make up STACK=${stack}`);
}

function shellLines({ variables, kubeconfig }: LocalStack): string {
  const { PATH = "", ...rest } = variables;
  const shell = (process.env["PATH"] ?? "").split(delimiter);
  const own = PATH.split(delimiter).filter((folder) => !shell.includes(folder));
  const settings: LocalStack["variables"] = { ...rest, KUBECONFIG: kubeconfig };
  const lines = Object.entries(settings).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}=${quote(value)}`,
  );
  return [`export PATH=${[...own.map(quote), '"$PATH"'].join(delimiter)}`, ...lines, ""].join("\n");
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
