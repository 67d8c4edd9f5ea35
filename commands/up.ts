import { stackFile } from "./checkout";
import { gateFlags } from "./gate";
import { listRuntimes } from "./live-cluster";
import type { LocalStack } from "./local-stack";
import { prepareLocalStack } from "./prepare";
import { say } from "./say";
import { alone } from "./stack-lock";

/** Applies a stack to its local cluster with the gate on. @returns the engine's exit code */
export async function up(stack: string): Promise<number> {
  stackFile(stack);
  return alone(stack, () => apply(stack));
}

async function apply(stack: string): Promise<number> {
  const local = await prepareLocalStack(stack);
  try {
    return await applyTo(local);
  } finally {
    await local.close();
  }
}

async function applyTo(local: LocalStack): Promise<number> {
  const { stack } = local.options;
  await local.applyCrds(gateFlags);
  say(`applying ${stack}`);
  const { code } = await local.engine.run(["up", "--yes", "--skip-preview", ...gateFlags], {
    project: "platform",
  });
  if (code === 0) process.stdout.write(await summary(local));
  else say(`${stack} is not applied (exit code ${String(code)}); mend it and run make up again`);
  return code;
}

async function summary(local: LocalStack): Promise<string> {
  const { stack, clusterName } = local.options;
  const runtimes = await listRuntimes(local);
  const tenant = runtimes[0]?.namespace ?? "";
  const width = Math.max(...runtimes.map(({ namespace }) => namespace.length));
  const rows = runtimes.map(
    ({ namespace, hodometer }) =>
      `  ${namespace.padEnd(width)}  http://seldon-mesh.${namespace}.svc  hodometer replicas ${String(hodometer)}`,
  );
  const on = runtimes.some(({ hodometer }) => hodometer > 0);
  return `
${stack} is applied to the local cluster ${clusterName} (a real API server; its pods are simulated).

${rows.join("\n")}

Usage telemetry (hodometer) is ${on ? "on: each tenant reports counts to Seldon" : "off: nothing is reported to Seldon"}.

On a cluster with real nodes the models answer to the requests above, and
  npx seldon-platform smoke -s ${stack} --tenant ${tenant}   calls each of a tenant's once

Next
  eval "$(make -s env STACK=${stack})"   plain pulumi and kubectl on this stack
  pulumi stack output requests    a curl line for each model and experiment
  pulumi stack output             all that there is to know: ways in, addresses, requests
  make preview STACK=prod         the merge gate's verdict on prod
  make down STACK=${stack}             take it all away
`;
}
