import { childPath } from "../../unknown";
import { ownLabels } from "./added-labels";
import { PROTOCOLS } from "../sets/port-set";
import { countAt, fieldsAt, flagAt, listAt, textAt, textsAt, Unreadable } from "./reading";
import type { ContainerPort, Workload } from "../workload";

/** What the network sees of a pod. */
type PodParts = Pick<
  Workload,
  "labels" | "annotations" | "ports" | "hostNetwork" | "serviceAccount"
>;

/** Left by Istio's injector on each pod that it changed. */
const INJECTED = "sidecar.istio.io/status";
const INJECTED_CONTAINERS: readonly unknown[] = ["istio-proxy", "istio-validation", "istio-init"];

/**
 * Reads a Pod or a pod template. Left out is what controllers and Istio's injector add, so that a live pod
 * reads as its template does. Throws Unreadable and UnknownAtPreview.
 */
export function readPod(pod: unknown, path: string): PodParts {
  const { metadata, spec } = fieldsAt(pod, path);
  const [metadataPath, specPath] = [childPath(path, "metadata"), childPath(path, "spec")];
  const meta = fieldsAt(metadata, metadataPath);
  const fields = fieldsAt(spec, specPath);
  const annotations = textsAt(meta.annotations, `${metadataPath}.annotations`);
  const account =
    textAt(fields.serviceAccountName, `${specPath}.serviceAccountName`) ??
    textAt(fields.serviceAccount, `${specPath}.serviceAccount`);
  return {
    labels: ownLabels(textsAt(meta.labels, `${metadataPath}.labels`)),
    annotations,
    ports: readPorts(fields, specPath, INJECTED in annotations),
    hostNetwork: flagAt(fields.hostNetwork, `${specPath}.hostNetwork`),
    serviceAccount: account ?? "default",
  };
}

function readPorts(
  spec: Readonly<Record<string, unknown>>,
  path: string,
  isInjected: boolean,
): ContainerPort[] {
  return ["containers", "initContainers"].flatMap((list) =>
    listAt(spec[list], `${path}.${list}`).flatMap((item, index) => {
      const place = `${path}.${list}[${index}]`;
      const container = fieldsAt(item, place);
      if (isInjected && INJECTED_CONTAINERS.includes(container.name)) return [];
      // Other init containers have ended when the pod is called.
      if (list === "initContainers" && container.restartPolicy !== "Always") return [];
      return listAt(container.ports, `${place}.ports`).map((port, each) =>
        readPort(port, `${place}.ports[${each}]`),
      );
    }),
  );
}

function readPort(value: unknown, path: string): ContainerPort {
  const fields = fieldsAt(value, path);
  const port = countAt(fields.containerPort, `${path}.containerPort`) ?? 0;
  if (port < 1 || port > 65535)
    throw new Unreadable(`${path}.containerPort`, "is no port of 1 to 65535");
  const word = textAt(fields.protocol, `${path}.protocol`) ?? "TCP";
  const protocol = PROTOCOLS.find((known) => known === word);
  if (protocol === undefined)
    throw new Unreadable(`${path}.protocol`, `is not ${PROTOCOLS.join(", ")}`);
  return { name: textAt(fields.name, `${path}.name`), port, protocol };
}
