import { pinnedChart } from "./charts/pinned-chart";
import { clusterProvider, inspectCluster, requireCrds } from "./cluster";
import { Seldon } from "./components/seldon";
import { Tenant } from "./components/tenant";
import { loadPlatform, registryPassword } from "./config";
import { flows } from "./network/flows";
import { policiesFor } from "./network/policies";
import { charts, images } from "./versions";

const controllerNamespace = "seldon-system";

export = async () => {
  const { cluster, hodometer, registry, tenants } = loadPlatform(charts.seldonSetup.version);
  const chart = pinnedChart(charts.seldonSetup);
  const pullAccess = registry && { ...registry, password: registryPassword() };
  requireCrds(await inspectCluster(cluster), charts.seldonCrds.version);

  const provider = clusterProvider(cluster);
  const names = tenants.map(({ name }) => name);
  const table = flows({
    controllerNamespace,
    tenants: names,
    apiServer: cluster.apiServer,
    hodometer: hodometer.enabled,
  });

  const seldon = new Seldon(
    "seldon",
    {
      namespace: controllerNamespace,
      chart,
      images,
      registry: pullAccess,
      policies: policiesFor(controllerNamespace, table),
      watchNamespaces: names,
      hodometer,
    },
    { provider },
  );

  for (const { name, runtime } of tenants)
    new Tenant(
      name,
      {
        policies: policiesFor(name, table),
        registry: pullAccess,
        hodometer: hodometer.enabled,
        envoyReplicas: runtime.replicas["seldon-envoy"],
      },
      // Seldon must be there when a runtime is made, and still be there when it is removed.
      { provider, dependsOn: seldon },
    );

  return { tenants: names, hodometer: hodometer.enabled ? "on" : "off" };
};
