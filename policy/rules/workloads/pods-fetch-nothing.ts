import { endpointOf, isInside } from "../../hosts";
import { fieldsOf, listOf, metadataOf, textOf } from "../../kubernetes-object";
import { parseImage } from "../../images/image-reference";
import { containersOf, podsOf, type PodTemplate } from "../../pods";
import type { ObjectRule } from "../../rule";
import { fetchesIn } from "./fetches";

/** What a container needs is in its image or its model store. */
export const podsFetchNothing: ObjectRule = {
  name: "pods-fetch-nothing",
  description: "No command of a container fetches anything from outside.",
  why: "What is fetched at start is in no bundle: it fails in the air gap, or it comes by a way that should not be there. Read are command, args, hooks and probes, shell text in them too. Not seen: scripts in ConfigMaps and images, names put together from variables, what a program does by itself, and args for a program that only the image names.",
  severity: "high",
  remediation: "Bake it into the image, or fetch it from a Service of the cluster.",
  ways: [62],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      command: [sh, -c, "curl -sSf https://files.example.com/model -o /tmp/model && exec serve"]
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      command: [sh, -c, "curl -sSf http://files.team.svc/model -o /tmp/model && exec serve"]
`,
  },
  binds: "in prod",
  scope: "object",
  check(object, site) {
    const namespace = textOf(metadataOf(object).namespace);
    const isOutside = (host: string | undefined) => {
      const endpoint =
        host === undefined ? undefined : endpointOf(host.includes(":") ? `[${host}]` : host);
      return endpoint === undefined || !isInside(endpoint, site, namespace);
    };
    return podsOf(object)
      .flatMap(linesOf)
      .flatMap(({ path, lines }) =>
        fetchesIn(lines).flatMap(({ tool, hosts }) =>
          hosts
            .filter(isOutside)
            .slice(0, 1)
            .map((host) => ({
              path,
              message: `runs ${tool}, which fetches from ${host === undefined ? "a place that cannot be read here" : `the host ${host}, which is outside`}`,
            })),
        ),
      );
  },
};

const HANDLERS = [
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
];

/** Every command line of a pod's containers, each with its place. */
const linesOf = (pod: PodTemplate): { path: string; lines: string[][] }[] =>
  containersOf(pod).flatMap(({ path, container }) => [
    ofStart(container, path),
    ...HANDLERS.flatMap((steps) => {
      const { exec } = steps.reduce((fields, step) => fieldsOf(fields[step]), container);
      if (exec === undefined) return [];
      const at = `${path}.${steps.join(".")}.exec.command`;
      return [{ path: at, lines: [textsOf(fieldsOf(exec).command)] }];
    }),
  ]);

function ofStart(
  container: PodTemplate["spec"],
  path: string,
): { path: string; lines: string[][] } {
  const command = textsOf(container.command);
  const args = textsOf(container.args);
  if (command.length > 0) return { path: `${path}.command`, lines: [[...command, ...args]] };
  if (args.length === 0) return { path: `${path}.args`, lines: [] };
  // The image says what args are for; one that is called curl or git most likely runs that.
  const image = parseImage(textOf(container.image) ?? "")
    ?.repository.split("/")
    .at(-1);
  return { path: `${path}.args`, lines: [args, [image ?? "", ...args]] };
}

const textsOf = (value: unknown): string[] => listOf(value).flatMap((item) => textOf(item) ?? []);
