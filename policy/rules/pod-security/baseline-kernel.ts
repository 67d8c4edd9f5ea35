import { fieldsOf, listOf, textOf } from "../../kubernetes-object";
import type { PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import { childPath } from "../../unknown";
import { containerContexts, contextsOf, hasOwnUsers, podContext } from "./control";

/** Sysctls that bind one pod alone, by the version that came to know them as such. */
const SYSCTLS: readonly (readonly [since: number, names: string])[] = [
  [
    0,
    "kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start",
  ],
  [27, "net.ipv4.ip_local_reserved_ports"],
  [
    29,
    "net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes",
  ],
  [32, "net.ipv4.tcp_rmem net.ipv4.tcp_wmem"],
  [37, "net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_notsent_lowat"],
];

const SELINUX_TYPES: readonly (readonly [since: number, name: string])[] = [
  [0, "container_t"],
  [0, "container_init_t"],
  [0, "container_kvm_t"],
  [31, "container_engine_t"],
];

/** SELinux knows a container by its type; none may pose as anything else. */
export const seLinux = (pod: PodTemplate, minor: number): Complaint[] =>
  contextsOf(pod).flatMap(({ path, context }) => {
    const { type, user, role } = fieldsOf(context.seLinuxOptions);
    const isKnown = SELINUX_TYPES.some(([since, name]) => since <= minor && name === type);
    return [
      ...(textOf(type) === undefined || isKnown ? [] : ["type"]),
      ...(textOf(user) === undefined ? [] : ["user"]),
      ...(textOf(role) === undefined ? [] : ["role"]),
    ].map((field) => ({
      path: `${path}.seLinuxOptions.${field}`,
      message: `sets an SELinux ${field} that is none of a container's own`,
    }));
  });

/** What tells of the node is masked, where root in the container is root on the node. */
export const procMount = (pod: PodTemplate, minor: number): Complaint[] =>
  minor >= 35 && hasOwnUsers(pod)
    ? []
    : containerContexts(pod)
        .filter(
          ({ context }) => ![undefined, null, "Default"].includes(context.procMount as string),
        )
        .map(({ path }) => ({
          path: `${path}.procMount`,
          message: "uncovers what is masked in /proc",
        }));

/** Others than these change the node, or its other pods. */
export function sysctls(pod: PodTemplate, minor: number): Complaint[] {
  const { path, context } = podContext(pod);
  const safe = SYSCTLS.flatMap(([since, names]) => (since <= minor ? names.split(" ") : []));
  return listOf(context.sysctls).flatMap((sysctl, index) => {
    const name = String(fieldsOf(sysctl).name);
    if (safe.includes(name)) return [];
    return [
      {
        path: `${childPath(`${path}.sysctls`, index)}.name`,
        message: `sets the sysctl ${name}, which is not known to bind this pod alone`,
      },
    ];
  });
}
