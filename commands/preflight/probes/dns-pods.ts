import type { V1ConfigMap, V1EndpointSlice, V1Pod } from "@kubernetes/client-node";
import { isValid, parse } from "ipaddr.js";

import { fails, holds, untold, type Outcome } from "../outcome";
import type { ReadProbe } from "../probe";
import type { Stack } from "../stack";

/** A8: the pods that answer for cluster DNS, against those that policies open it to. Only reads. */
export const dnsPods: ReadProbe = {
  assumption: "A8",
  name: "resolvers",
  look: async (cluster, { dns, name }) => {
    const slices = await cluster.list<V1EndpointSlice>("discovery.k8s.io/v1", "EndpointSlice");
    const pods = await cluster.list<V1Pod>("v1", "Pod");
    const configMaps = await cluster.list<V1ConfigMap>("v1", "ConfigMap");
    return judgeDns({ slices, pods, configMaps }, dns, name);
  },
};

interface Live {
  readonly slices: readonly V1EndpointSlice[];
  readonly pods: readonly V1Pod[];
  readonly configMaps: readonly V1ConfigMap[];
}

/** @param stack names the file in messages */
export function judgeDns(live: Live, dns: Stack["dns"], stack: string): Outcome {
  const { namespace, podLabels, nodeLocal } = dns;
  const site = `policy/site/${stack}.yaml: network.dns`;
  const answering = live.slices
    .filter(({ metadata, ports }) => metadata?.namespace === namespace && servesDns(ports))
    .flatMap(({ endpoints }) => endpoints.map(({ targetRef }) => targetRef?.name ?? ""));
  const pods = live.pods.filter(
    ({ metadata }) => metadata?.namespace === namespace && answering.includes(metadata.name ?? ""),
  );
  if (pods.length === 0)
    return untold(
      `no pod of ${namespace} stands behind a Service with port 53`,
      `write where cluster DNS runs into ${site}.namespace`,
    );
  const isOther = ({ metadata, spec }: V1Pod): boolean =>
    spec?.hostNetwork === true ||
    Object.entries(podLabels).some(([key, value]) => metadata?.labels?.[key] !== value);
  const others = pods.filter(isOther).map(({ metadata }) => metadata?.name ?? "");
  const labels = Object.entries(podLabels).map(([key, value]) => `${key}=${value}`);
  if (others.length > 0)
    return fails(
      `cluster DNS is also ${others.join(", ")}, which policies for ${labels.join(",")} do not open`,
      `have these pods carry the label and a network of their own, or write what they carry into ${site}.podLabels`,
    );
  const cache = live.pods.find(
    ({ metadata }) => metadata?.labels?.["k8s-app"] === "node-local-dns",
  );
  if (cache !== undefined && nodeLocal.length === 0)
    return fails(
      "each node has a DNS cache, whose address no policy opens",
      `write its address into ${site}.nodeLocal, as in 169.254.20.10/32`,
    );
  const asked = publicResolvers(live.configMaps, namespace);
  return asked.length > 0
    ? fails(
        `cluster DNS forwards to ${asked.join(", ")}`,
        `kubectl -n ${namespace} edit configmap coredns: forward to resolvers of the site, or to none`,
      )
    : holds(`${pods.length} pods of ${namespace} answer, all with ${labels.join(",")}`);
}

const servesDns = (ports: V1EndpointSlice["ports"]): boolean =>
  (ports ?? []).some(({ port, protocol }) => port === 53 && protocol === "UDP");

/** Those that a Corefile names by address; a file of the node's is for the other probe to find out about. */
const publicResolvers = (configMaps: readonly V1ConfigMap[], namespace: string): string[] =>
  configMaps
    .filter(({ metadata }) => metadata?.namespace === namespace)
    .flatMap(({ data }) => Object.values(data ?? {}))
    .flatMap((text) => text.split("\n"))
    .map((line) => line.trim().split(/\s+/))
    .filter(([plugin]) => plugin === "forward")
    .flatMap(([, , ...to]) => to.map(hostOf).filter(isPublic));

/** Of `tls://1.1.1.1`, `1.1.1.1:53`, `[2606::1]:53`. */
function hostOf(text: string): string {
  const bare = text.replace(/^[a-z]+:\/\//, "");
  return isValid(bare) ? bare : bare.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

const isPublic = (address: string): boolean =>
  isValid(address) && parse(address).range() === "unicast";
