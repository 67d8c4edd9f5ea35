import { pinnedChart } from "./charts/pinned-chart";
import { clusterProvider, inspectCluster, requireCrds } from "./cluster";
import { Seldon } from "./components/seldon";
import { Tenant } from "./components/tenant";
import { loadPlatform, registryPassword } from "./config";
import { landscapeOf, trafficOf } from "./network/landscape";
import { controllerPolicies, tenantPolicies } from "./network/policies";
import { charts, images } from "./versions";

const controllerNamespace = "seldon-system";

export = async () => {
  const platform = loadPlatform(charts.seldonSetup.version);
  const { cluster, hodometer, registry, tenants } = platform;
  const chart = pinnedChart(charts.seldonSetup);
  const pullAccess = registry && { ...registry, password: registryPassword() };
  requireCrds(await inspectCluster(cluster), charts.seldonCrds.version);

  const provider = clusterProvider(cluster);
  const names = tenants.map(({ name }) => name);
  const landscape = landscapeOf(platform, controllerNamespace);

  const seldon = new Seldon(
    "seldon",
    {
      namespace: controllerNamespace,
      chart,
      images,
      registry: pullAccess,
      policies: controllerPolicies(landscape),
      watchNamespaces: names,
      hodometer,
    },
    { provider },
  );

  for (const tenant of tenants)
    new Tenant(
      tenant.name,
      {
        policies: tenantPolicies(landscape, trafficOf(tenant, platform)),
        registry: pullAccess,
        hodometer: hodometer.enabled,
        envoyReplicas: tenant.runtime.replicas["seldon-envoy"],
      },
      // Seldon must be there when a runtime is made, and still be there when it is removed.
      { provider, dependsOn: seldon },
    );

  return { tenants: names, hodometer: hodometer.enabled ? "on" : "off" };
};
