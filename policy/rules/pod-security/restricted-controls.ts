import { fieldsOf, listOf } from "../../kubernetes-object";
import type { PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import { childPath } from "../../unknown";
import {
  containerContexts,
  contextsOf,
  hasOwnUsers,
  isOn,
  isWindows,
  podContext,
  type Control,
} from "./control";

/** Sources of a volume that hold nothing of the node and nothing of other machines. */
const VOLUMES = new Set(
  "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".split(
    " ",
  ),
);

// What baseline already says of it (hostPath, capabilities beyond the default, wrong profiles) is not said again.
const BASELINE_SAYS = "hostPath";
const DEFAULT_CAPABILITIES = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);

const volumes = ({ path, spec }: PodTemplate): Complaint[] =>
  listOf(spec.volumes).flatMap((volume, index) => {
    const fields = fieldsOf(volume);
    return Object.keys(fields)
      .filter((key) => key !== "name" && key !== BASELINE_SAYS && !VOLUMES.has(key))
      .filter((key) => isOn(fields[key]))
      .map((key) => ({
        path: childPath(childPath(childPath(path, "volumes"), index), key),
        message: "is a volume of another sort than configMap, emptyDir, secret and their like",
        remedy: "Use a PersistentVolumeClaim.",
      }));
  });

const escalation = (pod: PodTemplate, minor: number): Complaint[] =>
  isWindows(pod, minor)
    ? []
    : containerContexts(pod)
        .filter(({ context }) => !isFine(context.allowPrivilegeEscalation, false, pod))
        .map(({ path }) => ({
          path: `${path}.allowPrivilegeEscalation`,
          message: "lets a process gain more rights than the one that started it",
          remedy: "Set it to false.",
        }));

/** Has this value; or has none, where others may have written it. */
const isFine = (value: unknown, wanted: unknown, { isPart }: PodTemplate): boolean =>
  value === wanted || (isPart && (value === undefined || value === null));

function nonRoot(pod: PodTemplate, minor: number): Complaint[] {
  if (minor >= 35 && hasOwnUsers(pod)) return [];
  const message = "may run as root";
  const remedy = "Set runAsNonRoot to true, for the pod or for each of its containers.";
  const ofPod = podContext(pod);
  const own = ofPod.context.runAsNonRoot;
  const wrong = isSet(own) && own !== true;
  return [
    ...(wrong ? [{ path: `${ofPod.path}.runAsNonRoot`, message, remedy }] : []),
    ...containerContexts(pod)
      .filter(({ context: { runAsNonRoot } }) =>
        isSet(runAsNonRoot) ? runAsNonRoot !== true : !wrong && own !== true && !pod.isPart,
      )
      .map(({ path }) => ({ path: `${path}.runAsNonRoot`, message, remedy })),
  ];
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

const rootUser = (pod: PodTemplate, minor: number): Complaint[] =>
  minor >= 35 && hasOwnUsers(pod)
    ? []
    : contextsOf(pod)
        .filter(({ context }) => context.runAsUser === 0)
        .map(({ path }) => ({
          path: `${path}.runAsUser`,
          message: "runs as user 0, which is root",
          remedy: "Set it to another user, or leave it out.",
        }));

function seccomp(pod: PodTemplate, minor: number): Complaint[] {
  if (isWindows(pod, minor) || pod.isPart || isSet(podContext(pod).context.seccompProfile))
    return [];
  return containerContexts(pod)
    .filter(({ context }) => !isSet(context.seccompProfile))
    .map(({ path }) => ({
      path: `${path}.seccompProfile`,
      message: "is missing, here and for the pod, so every system call may be let through",
      remedy: "Set seccompProfile.type to RuntimeDefault, for the pod or for each container.",
    }));
}

const capabilities = (pod: PodTemplate, minor: number): Complaint[] =>
  isWindows(pod, minor)
    ? []
    : containerContexts(pod).flatMap(({ path, context }) => {
        const { add, drop } = fieldsOf(context.capabilities);
        const isDropped = listOf(drop).includes("ALL") || (pod.isPart && !isSet(drop));
        return [
          ...(isDropped
            ? []
            : [
                {
                  path: `${path}.capabilities.drop`,
                  message: "keeps capabilities of root",
                  remedy: "Drop ALL.",
                },
              ]),
          ...listOf(add).flatMap((name, index) =>
            DEFAULT_CAPABILITIES.has(String(name))
              ? [
                  {
                    path: childPath(`${path}.capabilities.add`, index),
                    message: `adds the capability ${String(name)}`,
                    remedy: "Add none but NET_BIND_SERVICE.",
                  },
                ]
              : [],
          ),
        ];
      });

const procMount = (pod: PodTemplate): Complaint[] =>
  hasOwnUsers(pod)
    ? containerContexts(pod)
        .filter(({ context: { procMount: mount } }) => isSet(mount) && mount !== "Default")
        .map(({ path }) => ({
          path: `${path}.procMount`,
          message: "uncovers what is masked in /proc",
        }))
    : [];

/** What the restricted level asks beyond baseline. */
export const RESTRICTED: readonly Control[] = [
  { since: 0, check: volumes },
  { since: 8, check: escalation },
  { since: 0, check: nonRoot },
  { since: 23, check: rootUser },
  { since: 19, check: seccomp },
  { since: 22, check: capabilities },
  { since: 35, check: procMount },
];
