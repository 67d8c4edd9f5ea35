import { stringify } from "yaml";

import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outside, outsideHost, outsideUrl, publicName } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

const NETWORKING = ["v1", "v1beta1", "v1alpha3"].map((version) => `networking.istio.io/${version}`);

const sidecar = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const outboundTrafficPolicy = random.pick([
    { mode: "ALLOW_ANY" },
    { mode: "ALLOW_ANY", egressProxy: { host: outsideHost(random), port: { number: 443 } } },
  ]);
  const spec = { egress: [{ hosts: ["./*"] }], outboundTrafficPolicy };
  const object = made(random, random.pick(NETWORKING), "Sidecar", anywhere(random, stack), {
    spec,
  });
  return [JSON.stringify(outboundTrafficPolicy), object];
};

/** The settings of a mesh, where istiod or an operator looks for them. */
const meshConfig = (random: Random, mesh: object): Raw => {
  if (random.maybe(25))
    return made(random, "install.istio.io/v1alpha1", "IstioOperator", "istio-system", {
      spec: { meshConfig: mesh },
    });
  const data = { mesh: random.maybe() ? stringify(mesh) : JSON.stringify(mesh) };
  const object = made(random, "v1", "ConfigMap", "istio-system", { data });
  const name = random.pick(["istio", "istio", `istio-${random.word()}`]);
  return { ...object, metadata: { ...object.metadata, name } };
};

const outbound = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  if (random.maybe()) return sidecar(random, stack);
  const mesh = random.pick([
    { outboundTrafficPolicy: { mode: "ALLOW_ANY" } },
    { outboundTrafficPolicy: {} },
    { rootNamespace: "istio-system", trustDomain: "cluster.local" },
    { outboundTrafficPolicy: { mode: "REGISTRY_ONLY_" } },
    { outboundTrafficPolicy: { mode: 1 } },
    { outbound_traffic_policy: { mode: "ALLOW_ANY" } },
  ]);
  return [JSON.stringify(mesh), meshConfig(random, mesh)];
};

/** Where a provider or a source may lie. */
const elsewhere = (random: Random): { service: string; port: number } => ({
  service: outsideHost(random),
  port: 9411,
});

const provider = (random: Random): object =>
  random.pick<object>([
    { name: "tracer", zipkin: elsewhere(random) },
    { name: "tracer", opentelemetry: elsewhere(random) },
    { name: "tracer", skywalking: elsewhere(random) },
    { name: "tracer", datadog: elsewhere(random) },
    { name: "logs", envoyHttpAls: elsewhere(random) },
    { name: "logs", envoyOtelAls: elsewhere(random) },
    { name: "judge", envoyExtAuthzHttp: elsewhere(random) },
    { name: "judge", envoyExtAuthzGrpc: elsewhere(random) },
    {
      name: "judge",
      envoyExtAuthzGrpc: { ...elsewhere(random), service: `istio-system/${publicName(random)}` },
    },
    { name: "cloud", stackdriver: {} },
  ]);

const meshSettings = (random: Random): readonly [string, Raw] => {
  const safe = { outboundTrafficPolicy: { mode: "REGISTRY_ONLY" }, rootNamespace: "istio-system" };
  const address = outside(random);
  const more = random.pick<object>([
    { extensionProviders: [provider(random)] },
    { extensionProviders: [{ name: "prometheus", prometheus: {} }, provider(random)] },
    { extension_providers: [provider(random)] },
    { default_config: { discovery_address: address } },
    { config_sources: [{ address: `xds://${address}` }] },
    { configSources: [{ address: `xds://${address}` }] },
    { proxyHttpPort: 15080 },
    { ca: { address } },
    { caCertificates: [{ spiffeBundleUrl: outsideUrl(random) }] },
    { defaultConfig: { discoveryAddress: address } },
    { defaultConfig: { tracing: { zipkin: { address } } } },
    { defaultConfig: { envoyAccessLogService: { address } } },
    { defaultConfig: { envoyMetricsService: { address } } },
    { defaultConfig: { statsdUdpAddress: address } },
    { defaultConfig: { proxyMetadata: { CA_ADDR: address } } },
  ]);
  return [JSON.stringify(more), meshConfig(random, { ...safe, ...more })];
};

const telemetry = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const providers = [{ name: random.pick(["stackdriver", "lightstep", "datadog", random.word()]) }];
  const spec = random.pick<object>([
    { tracing: [{ providers, randomSamplingPercentage: 100 }] },
    { accessLogging: [{ providers }] },
    { metrics: [{ providers }] },
  ]);
  const version = random.pick(["telemetry.istio.io/v1", "telemetry.istio.io/v1alpha1"]);
  return [
    JSON.stringify(spec),
    made(random, version, "Telemetry", anywhere(random, stack), { spec }),
  ];
};

/** Ways that the mesh's own settings open. */
export const meshSettingWays: readonly Way[] = [
  objectWay(43, "mesh-outbound-is-registered", "a mesh that lets anything out", outbound),
  objectWay(45, "mesh-config-stays-inside", "settings of the mesh that lead out", meshSettings),
  objectWay(46, "mesh-config-stays-inside", "a provider that the mesh does not have", telemetry),
];
