import type { Way } from "../attack";
import { fetches } from "./making/fetches";
import { outsideHost, outsideUrl } from "./making/hosts";
import { containerOf, contextOf, podWay, specOf } from "./making/pod-way";

const command = (script: string) => ({ command: ["/bin/sh", "-c", script] });
const exec = (script: string) => ({ exec: { command: ["sh", "-c", script] } });

/** Ways 62 to 72 that a pod alone can show. */
export const WORKLOADS: readonly Way[] = [
  podWay(62, "pods-fetch-nothing", "a pod that fetches what it runs", [
    containerOf("a command that fetches", (random) => ({ command: fetches(random).words })),
    containerOf("arguments that fetch", (random) => ({ args: fetches(random).words })),
    containerOf("a script that fetches", (random) => command(fetches(random).script)),
    containerOf("a script as the argument", (random) => ({
      command: ["/bin/bash"],
      args: ["-lc", fetches(random).script],
    })),
    containerOf("a script over several items", (random) => ({
      command: ["sh"],
      args: ["-e", "-x", "-c", `set -eu\n${fetches(random).script}\nexec /app/server`],
    })),
    containerOf("a postStart hook", (random) => ({
      lifecycle: { postStart: exec(fetches(random).script) },
    })),
    containerOf("a preStop hook", (random) => ({
      lifecycle: { preStop: { exec: { command: fetches(random).words } } },
    })),
    containerOf("a probe", (random) => ({
      [random.pick(["livenessProbe", "readinessProbe", "startupProbe"])]: exec(
        fetches(random).script,
      ),
    })),
  ]),
  podWay(63, "pods-use-no-proxy", "a proxy outside in the environment", [
    containerOf("a proxy variable", (random) => ({
      env: random.shuffle([
        { name: "LOG_LEVEL", value: "info" },
        {
          name: random.pick([
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "http_proxy",
            "https_proxy",
            "ALL_PROXY",
            "all_proxy",
            "Https_Proxy",
            "FTP_PROXY",
          ]),
          value: random.pick([
            `http://${outsideHost(random)}:3128`,
            `socks5://${outsideHost(random)}:1080`,
            `http://user@${outsideHost(random)}:8080`,
          ]),
        },
        { name: "NO_PROXY", value: ".svc" },
      ]),
    })),
  ]),
  podWay(64, "pods-keep-off-the-host-network", "a pod on the node's own network", [
    specOf("hostNetwork", () => ({ hostNetwork: true })),
    specOf("hostNetwork beside a DNS policy", () => ({
      hostNetwork: true,
      dnsPolicy: "ClusterFirstWithHostNet",
    })),
  ]),
  podWay(65, "pods-keep-off-the-host", "a pod that reaches into the node", [
    specOf("hostPID", () => ({ hostPID: true })),
    specOf("hostIPC", () => ({ hostIPC: true })),
    containerOf("a hostPort", (random) => ({
      ports: random.shuffle([
        { containerPort: 8080 },
        { containerPort: 8443, hostPort: random.int(1024, 30000), protocol: "TCP" },
      ]),
    })),
    specOf("the runtime's socket", (random) => ({
      volumes: random.shuffle([
        { name: "tmp", emptyDir: {} },
        {
          name: "host",
          hostPath: {
            path: random.pick([
              "/run/containerd/containerd.sock",
              "/var/run/docker.sock",
              "/var/run/crio/crio.sock",
              "/run/k3s/containerd",
              "/var/run/../run/containerd/containerd.sock",
              "/",
              "/etc/kubernetes",
              "/var/lib/kubelet",
              "/run//containerd/",
            ]),
          },
        },
      ]),
    })),
  ]),
  podWay(67, "pods-are-captured", "a pod that goes by the sidecar as its user", [
    contextOf("the sidecar's user", () => ({ runAsUser: 1337 })),
    contextOf("the sidecar's group", () => ({ runAsGroup: 1337 })),
    contextOf("both", () => ({ runAsUser: 1337, runAsGroup: 1337 })),
  ]),
  podWay(72, "pods-stay-on-enforcing-nodes", "a pod on a node of its own choice", [
    specOf("nodeName", (random) => ({ nodeName: `node-${String(random.int(1, 40))}` })),
    specOf("a toleration of everything", (random) => ({
      tolerations: random.shuffle([
        { key: "gpu", operator: "Exists", effect: "NoSchedule" },
        { operator: "Exists" },
      ]),
    })),
    specOf("a toleration of everything that keeps pods away", (random) => ({
      tolerations: [{ operator: "Exists", effect: random.pick(["NoSchedule", "NoExecute"]) }],
    })),
    specOf("a toleration of an empty key", () => ({
      tolerations: [{ key: "", operator: "Exists" }],
    })),
  ]),
  podWay(60, "strings-stay-inside", "a URL outside in what a pod is told", [
    containerOf("an argument", (random) => ({ args: ["--serve", outsideUrl(random)] })),
    containerOf("a flag's value", (random) => ({ args: [`--upload-to=${outsideUrl(random)}`] })),
    containerOf("a command", (random) => ({ command: ["/app/sync", outsideUrl(random)] })),
    containerOf("a variable", (random) => ({
      env: [{ name: "PUSH_TO", value: outsideUrl(random) }],
    })),
    containerOf("a probe's host", (random) => ({
      livenessProbe: { httpGet: { host: outsideHost(random), path: "/", port: 443 } },
    })),
    containerOf("a hook's host", (random) => ({
      lifecycle: {
        preStop: { httpGet: { host: outsideHost(random), path: "/done", port: 80 } },
      },
    })),
  ]),
];
