import type { Way } from "../attack";
import { restricted, tenants } from "./making/places";
import { containerOf, contextOf, podWay, specOf } from "./making/pod-way";

const CAPABILITIES = [
  "NET_ADMIN",
  "NET_RAW",
  "SYS_ADMIN",
  "SYS_PTRACE",
  "SYS_MODULE",
  "BPF",
  "ALL",
] as const;

/** Way 66: pods that may undo how they are captured, and pods that a restricted namespace would not have. */
export const POD_SECURITY: readonly Way[] = [
  podWay(66, "pod-security-baseline", "a pod that may change the node's or its own network", [
    contextOf("a privileged container", () => ({ privileged: true }), "container"),
    contextOf(
      "a capability",
      (random) => ({ capabilities: { add: [random.pick(CAPABILITIES)] } }),
      "container",
    ),
    contextOf(
      "a capability among harmless ones",
      (random) => ({
        capabilities: {
          drop: ["ALL"],
          add: random.shuffle(["CHOWN", random.pick(CAPABILITIES), "KILL"]),
        },
      }),
      "container",
    ),
    contextOf(
      "an unsafe sysctl",
      (random) => ({
        sysctls: random.shuffle([
          { name: "net.ipv4.ip_unprivileged_port_start", value: "0" },
          {
            name: random.pick([
              "net.ipv4.ip_forward",
              "kernel.msgmax",
              "net.ipv4.conf.all.rp_filter",
            ]),
            value: "1",
          },
        ]),
      }),
      "pod",
    ),
    contextOf("an unconfined seccomp profile", () => ({ seccompProfile: { type: "Unconfined" } })),
    contextOf("an unconfined AppArmor profile", () => ({
      appArmorProfile: { type: "Unconfined" },
    })),
    contextOf("a type of SELinux", () => ({ seLinuxOptions: { type: "spc_t" } })),
    contextOf("an unmasked /proc", () => ({ procMount: "Unmasked" }), "container"),
    contextOf("a Windows host process", () => ({ windowsOptions: { hostProcess: true } })),
    specOf("the node's network", () => ({ hostNetwork: true })),
    specOf("a path of the node", () => ({
      volumes: [{ name: "host", hostPath: { path: "/var/log" } }],
    })),
    containerOf("a port of the node", (random) => ({
      ports: [{ containerPort: 8080, hostPort: random.int(1024, 30000) }],
    })),
    {
      what: "an AppArmor annotation",
      carriers: "built-in",
      edit: ({ metadata, container }) => {
        metadata.annotations[
          `container.apparmor.security.beta.kubernetes.io/${String(container.name)}`
        ] = "unconfined";
      },
    },
  ]),
  podWay(
    66,
    "pod-security-restricted",
    "a pod that its restricted namespace should not have",
    [
      contextOf("privilege escalation", () => ({ allowPrivilegeEscalation: true }), "container"),
      contextOf("root", () => ({ runAsUser: 0 })),
      contextOf("a container that may be root", () => ({ runAsNonRoot: false }), "container"),
      {
        what: "capabilities that are kept",
        carriers: "built-in",
        edit: ({ container }, random) => {
          container.securityContext = {
            ...(container.securityContext as object),
            capabilities: random.pick([{}, { drop: [] }, { drop: ["NET_RAW"] }]),
          };
        },
      },
      {
        what: "no security context at all",
        carriers: "built-in",
        edit: ({ container }) => {
          delete container.securityContext;
        },
      },
      {
        what: "no word of seccomp",
        carriers: "built-in",
        edit: ({ container }) => {
          container.securityContext = {
            ...(container.securityContext as object),
            seccompProfile: undefined,
          };
        },
      },
      {
        what: "a volume of a kind that is not listed",
        carriers: "built-in",
        edit: ({ spec }, random) => {
          spec.volumes = [
            random.pick([
              { name: "v", nfs: { server: "10.20.0.9", path: "/" } },
              { name: "v", iscsi: { targetPortal: "10.20.0.9:3260", iqn: "iqn.x", lun: 0 } },
              { name: "v", rbd: { monitors: ["10.20.0.9:6789"], image: "x" } },
            ]),
          ];
        },
      },
    ],
    (random, stack) => random.pick([...restricted(stack), ...tenants(stack)].slice(0, 20)),
  ),
];
