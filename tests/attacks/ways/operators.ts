import type { Way } from "../attack";
import { adding, breaking } from "./making/change";
import { outsideUrl } from "./making/hosts";
import { newName } from "./making/names";
import { serving, tenants } from "./making/places";
import { way } from "./making/way";

/** Way 150: objects that only an operator makes. */
export const OPERATORS: readonly Way[] = [
  way(150, "nothing-leaves", "servers of a tenant whose policies hold none", (random, stack) => {
    const home = random.pick(serving(stack));
    return breaking(
      stack,
      home,
      ({ kind, metadata }) =>
        kind === "NetworkPolicy" &&
        metadata.namespace === home &&
        /default-deny|server|scheduler|envoy/.test(metadata.name),
      () => undefined,
    );
  }),
  way(150, "images-come-from-harbor", "images that only an operator uses", (random, stack) => {
    const home = random.pick(tenants(stack));
    const image = random.pick([
      "docker.io/library/nginx:1.27.3",
      "nginx:1.27.3",
      "quay.io/x/y:1.2.3",
    ]);
    const podSpec = { containers: [{ name: "mlserver", image }] };
    const [kind, spec] = random.pick<readonly [string, object]>([
      ["Server", { serverConfig: "mlserver", podSpec }],
      ["ServerConfig", { podSpec }],
      ["SeldonConfig", { components: [{ name: "seldon-envoy", podSpec }] }],
      ["SeldonRuntime", { overrides: [{ name: "seldon-envoy", podSpec }] }],
      ["SeldonDeployment", { predictors: [{ componentSpecs: [{ spec: podSpec }] }] }],
    ]);
    const object = {
      apiVersion: "mlops.seldon.io/v1alpha1",
      kind,
      metadata: { name: newName(random), namespace: home },
      spec,
    };
    return adding(random, stack, `${kind} with ${image}`, object);
  }),
  way(150, "strings-stay-inside", "a Job's pod in an object of an operator", (random, stack) => {
    const object = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: random.pick(["Workflow", "CronWorkflow", "Rollout"]),
      metadata: { name: newName(random), namespace: random.pick(tenants(stack)) },
      spec: {
        templates: [
          { name: "main", container: { name: "main", args: [`--push=${outsideUrl(random)}`] } },
        ],
      },
    };
    return adding(random, stack, object.kind, object);
  }),
];
