import {
  fieldsOf,
  isKind,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import type { Complaint, SetRule } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { called, itemsOf } from "./called";
import { fieldsWithin } from "./fields-within";
import { meshConfigsOf, type MeshConfig } from "./mesh-configs";
import { proxyConfigComplaints, sendsToVendor } from "./proxy-config";

// Istio has these without being told: one answers whoever asks, one writes to the proxy's own log.
const BUILT_IN: ReadonlySet<unknown> = new Set(["prometheus", "envoy"]);

/** The mesh's settings say where every proxy sends traces, logs and questions. */
export const meshConfigStaysInside: SetRule = {
  name: "mesh-config-stays-inside",
  description: "What the mesh's settings, and each Telemetry, name lies inside.",
  why: "Tracers, log services, external authorizers, configuration sources and statistics of MeshConfig are called by each proxy. A Telemetry only names a provider: one that no settings of the set define may lie anywhere. The rule does not see settings that others apply.",
  severity: "high",
  remediation: "Name a Service of the cluster, or leave the provider out.",
  ways: [45, 46],
  scope: "set",
  check(objects, site) {
    const held = objects.flatMap((object) =>
      meshConfigsOf(object).map((mesh) => ({ object: nameOf(object), mesh })),
    );
    const known = held.flatMap(({ mesh, object }) =>
      mesh === undefined ? [] : providersOf(mesh, site, object.namespace),
    );
    return [
      ...held.flatMap(({ object, mesh }) => about(object, settings(mesh, site, object.namespace))),
      ...objects
        .filter((object) => isKind(object, "telemetry.istio.io", "Telemetry"))
        .flatMap((object) => about(nameOf(object), telemetry(object, known))),
    ];
  },
  examples: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    extensionProviders:
      - name: traces
        opentelemetry: { service: collector.example.com, port: 4317 }
`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    extensionProviders:
      - name: traces
        opentelemetry: { service: collector.tracing.svc.cluster.local, port: 4317 }
`,
  },
};

const about = (
  object: ObjectName,
  complaints: Complaint[],
): (Complaint & { object: ObjectName })[] =>
  complaints.map((complaint) => ({ ...complaint, object }));

function settings(mesh: MeshConfig | undefined, site: Site, home?: string): Complaint[] {
  if (mesh === undefined) return [{ path: "data.mesh", message: "is no YAML that can be read" }];
  const { config, path } = mesh;
  const { proxyHttpPort, rootNamespace, configSources } = config;
  const found = providersOf(mesh, site, home).flatMap(({ complaints }) => complaints);
  if (proxyHttpPort !== undefined && proxyHttpPort !== 0)
    found.push({
      path: childPath(path, "proxyHttpPort"),
      message: "opens a port of every proxy that sends HTTP to whatever host it is asked for",
      remedy: "Leave it out.",
    });
  const root = textOf(rootNamespace);
  if (root !== undefined && site.network?.platform.includes(root) === false)
    found.push({
      path: childPath(path, "rootNamespace"),
      message: "is no namespace of the platform, so others would write what holds for the mesh",
      remedy: "Write the namespace of istiod.",
    });
  for (const source of itemsOf(configSources, childPath(path, "configSources"))) {
    const { address } = fieldsOf(source.item);
    // The cluster itself, and files of istiod's own image.
    if (!/^(k8s|fs):\/\//.test(String(address)))
      found.push(...called(address, `${source.path}.address`, site, home));
  }
  const others = Object.keys(config).filter((key) => !OF_THEIR_OWN.has(key));
  const rest = Object.fromEntries(others.map((key) => [key, config[key]]));
  return [...found, ...proxyConfigComplaints(rest, path, site, home)];
}

const OF_THEIR_OWN: ReadonlySet<string> = new Set(["extensionProviders", "configSources"]);

interface Provider {
  readonly name: unknown;
  readonly complaints: Complaint[];
}

const providersOf = ({ config, path }: MeshConfig, site: Site, home?: string): Provider[] =>
  itemsOf(config.extensionProviders, childPath(path, "extensionProviders")).map((provider) => ({
    name: fieldsOf(provider.item).name,
    complaints: [
      ...proxyConfigComplaints(provider.item, provider.path, site, home),
      ...fieldsWithin(provider.item, provider.path)
        .filter(({ key }) => key === "service")
        // `namespace/host`: which of several Services of that name is meant.
        .flatMap((field) => called(afterSlash(field.value), field.path, site, home)),
    ],
  }));

const afterSlash = (value: unknown): unknown =>
  typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : value;

function telemetry(object: KubernetesObject, known: readonly Provider[]): Complaint[] {
  return fieldsWithin(object.spec, "spec")
    .filter(({ key }) => key === "providers")
    .flatMap(({ value, path }) => itemsOf(value, path))
    .flatMap(({ item, path }): Complaint[] => {
      const { name } = fieldsOf(item);
      const at = `${path}.name`;
      if (name === "stackdriver") return [sendsToVendor(at)];
      if (BUILT_IN.has(name)) return [];
      const meant = known.filter((provider) => provider.name === name);
      if (meant.length === 0)
        return [{ path: at, message: "names a provider that no settings of the mesh define here" }];
      return meant.some(({ complaints }) => complaints.length > 0)
        ? [{ path: at, message: "names a provider that lies outside" }]
        : [];
    });
}
