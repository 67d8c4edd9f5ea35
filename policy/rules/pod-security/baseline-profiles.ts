import { fieldsOf, textOf } from "../../kubernetes-object";
import { containersOf, type PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import { childPath } from "../../unknown";
import { contextsOf } from "./control";

const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";

/** No profile of AppArmor but the runtime's own and those of the node, by field or by the older annotations. */
export function appArmor(pod: PodTemplate): Complaint[] {
  const message = "takes the protection of AppArmor away";
  const remedy = "Leave it out, or use the profile of the runtime or one of the node.";
  const fields = contextsOf(pod).flatMap(({ path, context }) => {
    const { appArmorProfile } = context;
    if (appArmorProfile === undefined || appArmorProfile === null) return [];
    const { type } = fieldsOf(appArmorProfile);
    if (type === "RuntimeDefault" || type === "Localhost") return [];
    return [{ path: `${path}.appArmorProfile.type`, message, remedy }];
  });
  const annotations = annotationsOf(pod, (key) => key.startsWith(APP_ARMOR))
    .filter(({ value }) => value !== "" && !/^(runtime\/default$|localhost\/)/.test(value))
    .map(({ path }) => ({ path, message, remedy }));
  return [...fields, ...annotations];
}

/** Before there was a field for it, seccomp was set by annotations. */
export function seccompAnnotations(pod: PodTemplate): Complaint[] {
  const keys = containersOf(pod).map(({ container }) => `${SECCOMP}${String(container.name)}`);
  return annotationsOf(pod, (key) => key === SECCOMP_POD || keys.includes(key))
    .filter(({ value }) => !/^((runtime|docker)\/default$|localhost\/)/.test(value))
    .map(({ path }) => ({
      path,
      message: "lets every system call through",
      remedy: "Set it to runtime/default, or to localhost/ and a profile of the node.",
    }));
}

function annotationsOf(
  { metadata, metadataPath = "metadata" }: PodTemplate,
  isAsked: (key: string) => boolean,
): { path: string; value: string }[] {
  const annotations = fieldsOf(metadata.annotations);
  return Object.keys(annotations)
    .filter(isAsked)
    .map((key) => ({
      path: childPath(`${metadataPath}.annotations`, key),
      value: textOf(annotations[key]) ?? "",
    }));
}

const HANDLERS = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];

/** The kubelet, which no network policy binds, asks whatever host a probe or a hook names. */
export const hostProbes = (pod: PodTemplate): Complaint[] =>
  containersOf(pod).flatMap(({ path, container }) =>
    HANDLERS.flatMap((steps) => {
      const handler = steps.reduce((fields, step) => fieldsOf(fields[step]), container);
      return ["httpGet", "tcpSocket"]
        .filter((action) => textOf(fieldsOf(handler[action]).host) !== undefined)
        .map((action) => ({
          path: `${path}.${steps.join(".")}.${action}.host`,
          message: "makes the node itself call a host, which no network policy sees",
          remedy: "Leave host out: the pod's own address is asked then.",
        }));
    }),
  );
