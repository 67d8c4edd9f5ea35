import { fieldsOf, listOf } from "../../kubernetes-object";
import { containersOf, type PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import { childPath } from "../../unknown";
import { containerContexts, contextsOf, isOn, type Control } from "./control";
import { procMount, seLinux, sysctls } from "./baseline-kernel";
import { appArmor, hostProbes, seccompAnnotations } from "./baseline-profiles";

const CAPABILITIES = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);

const hostProcess = (pod: PodTemplate): Complaint[] =>
  contextsOf(pod)
    .filter(({ context }) => isOn(fieldsOf(context.windowsOptions).hostProcess))
    .map(({ path }) => ({
      path: `${path}.windowsOptions.hostProcess`,
      message: "runs as a process of the node itself",
    }));

const hostNamespaces = ({ path, spec }: PodTemplate): Complaint[] =>
  ["hostNetwork", "hostPID", "hostIPC"]
    .filter((field) => isOn(spec[field]))
    .map((field) => ({ path: childPath(path, field), message: "shares a namespace of its node" }));

const privileged = (pod: PodTemplate): Complaint[] =>
  containerContexts(pod)
    .filter(({ context }) => isOn(context.privileged))
    .map(({ path }) => ({
      path: `${path}.privileged`,
      message: "may do on the node whatever root may",
    }));

const capabilities = (pod: PodTemplate): Complaint[] =>
  containerContexts(pod).flatMap(({ path, context }) =>
    listOf(fieldsOf(context.capabilities).add).flatMap((name, index) =>
      CAPABILITIES.has(String(name))
        ? []
        : [
            {
              path: childPath(`${path}.capabilities.add`, index),
              message: `adds the capability ${String(name)}, which no container has by default`,
            },
          ],
    ),
  );

const hostPaths = ({ path, spec }: PodTemplate): Complaint[] =>
  listOf(spec.volumes).flatMap((volume, index) =>
    isOn(fieldsOf(volume).hostPath)
      ? [
          {
            path: `${childPath(childPath(path, "volumes"), index)}.hostPath`,
            message: "mounts files of the node",
          },
        ]
      : [],
  );

const hostPorts = (pod: PodTemplate): Complaint[] =>
  containersOf(pod).flatMap(({ path, container }) =>
    listOf(container.ports).flatMap((port, index) => {
      const { hostPort } = fieldsOf(port);
      if (!isOn(hostPort) || hostPort === 0) return [];
      return [
        {
          path: `${childPath(`${path}.ports`, index)}.hostPort`,
          message: `listens on port ${String(hostPort)} of the node`,
        },
      ];
    }),
  );

const seccomp = (pod: PodTemplate): Complaint[] =>
  contextsOf(pod).flatMap(({ path, context }) => {
    const { seccompProfile } = context;
    if (seccompProfile === undefined || seccompProfile === null) return [];
    const { type } = fieldsOf(seccompProfile);
    if (type === "RuntimeDefault" || type === "Localhost") return [];
    return [
      {
        path: `${path}.seccompProfile.type`,
        message: "lets every system call through",
        remedy: "Set it to RuntimeDefault, or to Localhost with a profile of the node.",
      },
    ];
  });

/** The baseline level of https://kubernetes.io/docs/concepts/security/pod-security-standards/. */
export const BASELINE: readonly Control[] = [
  { since: 0, check: hostProcess },
  { since: 0, check: hostNamespaces },
  { since: 0, check: privileged },
  { since: 0, check: capabilities },
  { since: 0, check: hostPaths },
  { since: 0, check: hostPorts },
  { since: 34, check: hostProbes },
  { since: 0, check: appArmor },
  { since: 0, check: seLinux },
  { since: 0, check: procMount },
  { since: 0, until: 19, check: seccompAnnotations },
  { since: 19, check: seccomp },
  { since: 0, check: sysctls },
];
