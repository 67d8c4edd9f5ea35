import { UsageError } from "./checkout";
import { say } from "./say";
import { experimentsToMeasure, modelsToCall } from "./smoke/called";
import { EntryPoint } from "./smoke/entry-point";
import { Inference } from "./smoke/inference";
import type { LiveTenant } from "./smoke/live-tenant";
import { failed, skipped, type Finding } from "./smoke/outcome";
import { PortForward } from "./smoke/port-forward";
import { readiness } from "./smoke/readiness";
import { Report } from "./smoke/report";
import { callsToTell, promiseOf } from "./smoke/split";
import { readStackTenant, type StackTenant } from "./smoke/stack-tenant";
import { TenantCluster } from "./smoke/tenant-cluster";

/** What `smoke` is asked for. */
export interface SmokeOptions {
  readonly stack: string;
  readonly tenant: string;
  /** Where the tenant's seldon-mesh answers; absent: through the API server, to a pod of its Envoy. */
  readonly address?: string;
  /** For each single call. */
  readonly timeout: number;
  /** Per experiment; absent: as many as the weights need. */
  readonly calls?: number;
  readonly format: "text" | "json";
  /** Call the address and ask the cluster nothing. */
  readonly skipCluster: boolean;
  /** The cluster of `make up` in place of the stack's own. */
  readonly local: boolean;
}

/**
 * Sees that a tenant can really serve: what runs, what answers, and who answers how often.
 * @returns 0, or 1 when a check failed
 * @throws UsageError when the stack, the tenant, the cluster or the address cannot be had at all
 */
export async function smoke(options: SmokeOptions): Promise<number> {
  const { stack, tenant: name, format } = options;
  refuseUnusable(options);
  const found = readStackTenant(stack, name, options.local);
  const report = new Report({ stack, tenant: name }, format, (text) => process.stdout.write(text));
  const cluster = options.skipCluster
    ? undefined
    : new TenantCluster({ ...found, tenant: name, seconds: options.timeout, stack });
  let live: LiveTenant | undefined;
  const findings = await report.checks(async () => {
    if (cluster === undefined) return [];
    say(`reading what ${name} has on the cluster of context "${found.context}"`);
    live = await cluster.read();
    return readiness(wanted(found, stack), live);
  });
  const door = await openDoor(options, cluster, report);
  try {
    if (door !== undefined)
      await callModels(door.entry, options, found, { live, findings, report });
  } finally {
    await door?.close();
  }
  return report.end();
}

function refuseUnusable({ address, skipCluster }: SmokeOptions): void {
  if (skipCluster && address === undefined)
    throw new UsageError("--skip-cluster: needs --address, since nothing else tells where to call");
  const url = address === undefined || !URL.canParse(address) ? undefined : new URL(address);
  if (address === undefined) return;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--address ${address}: is no address; write http://host:port`);
  // Not repeated, because of the password in it.
  if (url.username !== "" || url.password !== "")
    throw new UsageError("--address: holds a login, which would be seen; write http://host:port");
}

const wanted = ({ tenant }: StackTenant, stack: string) => ({
  tenant: tenant.name,
  stack,
  servers: tenant.servers.map(({ name }) => name),
  models: tenant.models.map(({ name }) => name),
  experiments: tenant.experiments.map(({ name }) => name),
});

interface Door {
  readonly entry: EntryPoint;
  close(): Promise<void>;
}

/** @returns undefined when the tenant has no way in, which the report then says */
async function openDoor(
  { address, timeout, tenant }: SmokeOptions,
  cluster: TenantCluster | undefined,
  report: Report,
): Promise<Door | undefined> {
  if (address !== undefined || cluster === undefined) {
    const entry = new EntryPoint(address ?? "", timeout);
    await entry.reach();
    return { entry, close: () => Promise.resolve() };
  }
  const pod = await cluster.readyEnvoy();
  const next = `kubectl -n ${tenant} describe pods -l app.kubernetes.io/name=seldon-envoy`;
  if (pod === undefined) {
    await report.check("way in", () =>
      Promise.resolve(failed("no pod of seldon-envoy is ready, so no model can be called", next)),
    );
    return undefined;
  }
  say(`forwarding a port of this machine to pod ${pod}`);
  const forward = await PortForward.open(cluster.kubeconfig, { namespace: tenant, name: pod });
  const entry = new EntryPoint(forward.address, timeout);
  try {
    await entry.reach();
    return { entry, close: () => forward.close() };
  } catch (error) {
    await forward.close();
    const why = forward.complaint === "" ? (error as Error).message : forward.complaint;
    await report.check("way in", () =>
      Promise.resolve(failed(`pod ${pod} cannot be reached through the API server: ${why}`, next)),
    );
    return undefined;
  }
}

interface Seen {
  readonly live: LiveTenant | undefined;
  readonly findings: readonly Finding[];
  readonly report: Report;
}

async function callModels(
  entry: EntryPoint,
  options: SmokeOptions,
  { tenant }: StackTenant,
  { live, findings, report }: Seen,
): Promise<void> {
  const isDown = (subject: string): boolean =>
    findings.some((f) => f.subject === subject && f.outcome.status === "failed");
  const experiments = experimentsToMeasure(tenant.experiments, live);
  const models = modelsToCall(tenant.models, live);
  const place = { stack: options.stack, tenant: tenant.name };
  const inference = new Inference(entry, place, models, experiments);
  for (const model of models)
    await report.check(`inference ${model.name}`, () =>
      isDown(`model ${model.name}`)
        ? Promise.resolve(skipped("the model is not ready, see above"))
        : inference.model(model),
    );
  for (const experiment of experiments)
    await report.check(`split ${experiment.name}`, () => {
      if (isDown(`experiment ${experiment.name}`))
        return Promise.resolve(skipped("the experiment is not ready, see above"));
      if (experiment.resourceType !== "model")
        return Promise.resolve(skipped("shares out pipelines, which this does not call"));
      const calls = options.calls ?? callsToTell(experiment.candidates);
      say(`${experiment.name}: ${promiseOf(experiment.candidates, calls)}`);
      return inference.split(experiment, calls);
    });
}
