import { posix } from "node:path";

/** Whoever may talk to one of these starts any container on the node. */
const SOCKETS = [
  "/run/docker.sock",
  "/run/containerd/containerd.sock",
  "/run/k3s/containerd/containerd.sock",
  "/run/crio/crio.sock",
  "/run/cri-dockerd.sock",
  "/run/dockershim.sock",
  "/run/podman/podman.sock",
];

/** The path without detours; /var/run is a link to /run on every node. */
export const plainPath = (path: string): string =>
  posix
    .normalize(`/${path}`)
    .replace(/(?<=.)\/$/, "")
    .replace(/^\/var\/run(?=\/|$)/, "/run");

/** Whether the socket of a container runtime is, or lies below, this path of a node. */
export function holdsRuntimeSocket(path: string): boolean {
  const plain = plainPath(path);
  if (/\/(docker|dockershim|containerd|crio|cri-dockerd|podman)[^/]*\.sock$/.test(plain))
    return true;
  return SOCKETS.some((socket) => `${socket}/`.startsWith(plain === "/" ? "/" : `${plain}/`));
}
