import { tcp, type Flow, type Pods } from "../flow";
import type { Landscape, TenantTraffic } from "../landscape";
import { fromKubelet, toApiServer, toDns } from "./cluster";
import { platformPods, seldonParts } from "./pods";

/** Of the agent in each model server's pod; Envoy dials pods by them, and no Service lists them. */
export const agentPorts = [9001, 9501] as const;

type PartName = keyof typeof seldonParts;

/** The parts that run, in the tenant's namespace. */
export function runningParts(
  { kafka }: Pick<Landscape, "kafka">,
  { name: namespace, reportsUsage }: Pick<TenantTraffic, "name" | "reportsUsage">,
): { readonly part: PartName; readonly pods: Pods }[] {
  const parts: PartName[] = [
    "scheduler",
    "envoy",
    "server",
    ...(kafka ? (["modelGateway", "pipelineGateway", "dataflow"] as const) : []),
    ...(reportsUsage ? (["hodometer"] as const) : []),
  ];
  return parts.map((part) => ({ part, pods: { namespace, ...seldonParts[part] } }));
}

/**
 * What Seldon's parts need of each other, by the ports that their programs dial. rclone's 5572 and the
 * agent's 7777 ask nobody who they are, and are open to nobody.
 */
export function seldonFlows(landscape: Landscape, tenant: TenantTraffic): Flow[] {
  const { controlPlaneTls } = landscape;
  const running = new Map(runningParts(landscape, tenant).map(({ part, pods }) => [part, pods]));
  const row = (from: PartName, to: PartName, ports: readonly number[], why: string): Flow[] => {
    const [caller, called] = [running.get(from), running.get(to)];
    return caller && called ? [{ from: caller, to: called, ports: tcp(...ports), why }] : [];
  };
  // Under TLS the plain ports stay open in the pod, so only these rows keep everybody off them.
  const [commands, agents] = controlPlaneTls ? [9044, 9055] : [9004, 9005];
  const scheduler: Pods = { namespace: tenant.name, ...seldonParts.scheduler };
  return [
    { from: platformPods.controller, to: scheduler, ports: tcp(commands), why: "loads models" },
    ...row("envoy", "scheduler", [9002], "gets its routes"),
    ...row(
      "server",
      "scheduler",
      [agents],
      "its agent says what it holds, and is told what to load",
    ),
    ...row("modelGateway", "scheduler", [commands], "learns which models read from Kafka"),
    ...row("pipelineGateway", "scheduler", [commands], "learns which Pipelines there are"),
    ...row("hodometer", "scheduler", [commands], "counts what is served"),
    // Plain whatever the others speak.
    ...row("dataflow", "scheduler", [9008], "learns which Pipelines to run"),
    ...row("envoy", "server", agentPorts, "hands calls on to models").map((each): Flow => ({
      ...each,
      unlisted: true,
    })),
    ...row("server", "envoy", [9000], "models that call other models"),
    ...row("modelGateway", "envoy", [9000], "hands data of Pipelines to models"),
    ...row("pipelineGateway", "envoy", [9000], "asks whether models are ready"),
    ...row("envoy", "pipelineGateway", [9010, 9011], "hands calls on to Pipelines"),
  ];
}

/** Who of the parts needs what every cluster has: DNS, the API server, the kubelet. */
export function seldonGroundFlows(landscape: Landscape, tenant: TenantTraffic): Flow[] {
  const { controlPlaneTls, mesh } = landscape;
  const server = { namespace: tenant.name, ...seldonParts.server };
  const envoy = { namespace: tenant.name, ...seldonParts.envoy };
  return [
    ...runningParts(landscape, tenant).flatMap(({ part, pods }) => [
      ...toDns(landscape, pods, "finds the other parts by name"),
      ...(readsSecrets(part, controlPlaneTls)
        ? [toApiServer(landscape, pods, "reads Secrets and its settings")]
        : []),
    ]),
    ...(mesh
      ? []
      : [
          // rclone, the agent and the model server; 9007 is asked before a pod ends.
          fromKubelet(server, [5572, 9000, 9007, 9008]),
          fromKubelet(envoy, [9003]),
        ]),
  ];
}

/** hodometer reads its certificate where it has one, and does without the version of Kubernetes elsewhere. */
const readsSecrets = (part: PartName, controlPlaneTls: boolean): boolean =>
  part !== "envoy" && (part !== "hodometer" || controlPlaneTls);
