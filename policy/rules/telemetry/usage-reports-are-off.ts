import { parseImage } from "../../images/image-reference";
import {
  fieldsOf,
  groupOf,
  isKind,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, SetRule } from "../../rule";
import type { TelemetryEntry, TelemetrySwitch } from "./entry";
import { TELEMETRY } from "./register";
import { keyOf, saidTo, type Said } from "./said";

const ENTRIES = TELEMETRY.filter(({ rule }) => rule === "usage-reports-are-off");

/** Many components report to their makers unless they are told not to; the register says how each is told. */
export const usageReportsAreOff: SetRule = {
  name: "usage-reports-are-off",
  description: "No component reports to its makers, asks them for updates, or installs from them.",
  why: "A report of usage tells what runs here, and a component that cannot send it waits, retries and fills logs. Each component of the register is known by the last segments of its image, or by its kind; it has to be told, by a variable, an argument, or a setting of a ConfigMap that its pod mounts. Not seen: a component under another image name, one that is not in the register, switches in Secrets and in files of an image, and settings in a ConfigMap that is not among the objects.",
  severity: "high",
  remediation: "Set the switch that the message names.",
  ways: [55, 121, 122, 123, 124, 125],
  examples: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tracking, namespace: team }
spec:
  template:
    spec: { containers: [{ name: mlflow, image: harbor.example/mirror/mlflow:3.4.0 }] }
`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: tracking, namespace: team }
spec:
  template:
    spec:
      containers:
        - name: mlflow
          image: harbor.example/mirror/mlflow:3.4.0
          env: [{ name: MLFLOW_DISABLE_TELEMETRY, value: "true" }]
`,
  },
  binds: "in prod",
  scope: "set",
  check: (objects) =>
    objects.flatMap((object) =>
      [...inPods(object, objects), ...inFields(object), ...segmentKey(object)].map((complaint) => ({
        ...complaint,
        object: nameOf(object),
      })),
    ),
};

const inPods = (object: KubernetesObject, objects: readonly KubernetesObject[]): Complaint[] =>
  podsOf(object).flatMap((pod) =>
    containersOf(pod).flatMap(({ path, container }) => {
      const entries = entriesOf(textOf(container.image));
      if (entries.length === 0) return [];
      const said = saidTo(container, pod, textOf(metadataOf(object).namespace), objects);
      return entries.flatMap((entry) =>
        entry.switches
          .filter((ways) => !isOff(ways, said, entry))
          .map((ways) => complaintOf(entry, ways, path)),
      );
    }),
  );

function entriesOf(image: string | undefined): readonly TelemetryEntry[] {
  const segments = parseImage(image ?? "")?.repository.split("/") ?? [];
  const names = [segments.slice(-1).join("/"), segments.slice(-2).join("/")];
  return ENTRIES.filter(({ images }) => images.some((known) => names.includes(known)));
}

/** What stands nearest decides: a variable or an argument before a file. */
function isOff(
  ways: readonly TelemetrySwitch[],
  said: Said,
  { byDefault }: TelemetryEntry,
): boolean {
  const told = ways.filter((way) => said.has(keyOf(way)));
  const isSaid = (way: TelemetrySwitch): boolean =>
    way.off.some((off) => off.toLowerCase() === said.get(keyOf(way)));
  const near = told.filter(({ via }) => via !== "setting");
  if (near.length === 0 && told.length === 0) return byDefault !== "on";
  return byDefault === "on" && near.length > 0 ? near.some(isSaid) : told.every(isSaid);
}

function complaintOf(
  { component, sends }: TelemetryEntry,
  ways: readonly TelemetrySwitch[],
  path: string,
): Complaint {
  const [first] = ways;
  if (first === undefined)
    return {
      path: `${path}.image`,
      message: `runs ${component}, which sends ${sends}`,
      remedy: "Leave the container out.",
    };
  return {
    path: first.via === "argument" ? `${path}.args` : `${path}.env`,
    message: `${component} sends ${sends}, and ${written(first)} does not say that it must not`,
    remedy: `Set ${ways.map((way) => `${written(way)} to ${valueOf(way)}`).join(", or ")}.`,
  };
}

const written = ({ via, name }: TelemetrySwitch): string =>
  via === "argument" ? `--${name}` : via === "setting" ? `${name} in its settings` : name;

const valueOf = ({ off: [value = ""] }: TelemetrySwitch): string =>
  value === "" ? "nothing" : value;

const inFields = (object: KubernetesObject): Complaint[] =>
  ENTRIES.flatMap(({ component, sends, fields, byDefault }) =>
    (fields ?? [])
      .filter(({ kinds }) => kinds.includes(`${groupOf(object)}/${String(object.kind)}`))
      .flatMap(({ field, off }): Complaint[] => {
        const value = at(object, field);
        // An object or a list says nothing that switches it off.
        const text = (value ?? undefined) === undefined ? undefined : JSON.stringify(value);
        if (
          text === undefined ? byDefault !== "on" : text.replaceAll('"', "").toLowerCase() === off
        )
          return [];
        return [
          {
            path: field,
            message: `does not keep ${component} from sending ${sends}`,
            remedy: off === "" ? "Leave it out." : `Set it to ${off}.`,
          },
        ];
      }),
  );

const at = (object: KubernetesObject, field: string): unknown =>
  [...field.matchAll(/\["([^"]+)"\]|([^.[]+)/g)].reduce<unknown>(
    (value, [, quoted, plain]) => fieldsOf(value)[quoted ?? plain ?? ""],
    object,
  );

/** The operator of Open Data Hub brings these along; with them the dashboard reports. */
function segmentKey(object: KubernetesObject): Complaint[] {
  const name = textOf(metadataOf(object).name) ?? "";
  if (!/^(odh|rhoai|rhods|opendatahub)-segment-key/.test(name)) return [];
  if (isKind(object, "", "Secret"))
    return [
      {
        path: "metadata.name",
        message: "is a key for reports to segment.io",
        remedy: "Leave the Secret out.",
      },
    ];
  if (!isKind(object, "", "ConfigMap")) return [];
  if (String(fieldsOf(object.data).segmentKeyEnabled) === "false") return [];
  return [
    {
      path: "data.segmentKeyEnabled",
      message: "does not keep the dashboard from reporting to segment.io",
      remedy: 'Set it to "false".',
    },
  ];
}
