import { pinnedChart } from "./charts/pinned-chart";
import { clusterProvider, inspectCluster, requireCrds } from "./cluster";
import { questionsOf } from "./cluster/questions";
import { Seldon } from "./components/seldon";
import { Tenant } from "./components/tenant";
import { loadPlatform, registryPassword, storageLogins } from "./config";
import { requireSafeLives } from "./lifecycle/require-safe-lives";
import { landscapeOf, trafficOf } from "./network/landscape";
import { controllerPolicies, tenantPolicies } from "./network/policies";
import { controllerNamespace } from "./schema/tenant";
import { summary } from "./summary";
import { charts, images } from "./versions";

export = async () => {
  const platform = loadPlatform(charts.seldonSetup.version);
  const { cluster, tenants } = platform;
  const chart = pinnedChart(charts.seldonSetup);
  const registry = platform.registry && { ...platform.registry, password: registryPassword() };
  const logins = tenants.map(storageLogins);

  const { namespaces, serverReplicas, ...state } = await inspectCluster(
    cluster,
    questionsOf(platform),
  );
  requireCrds(state, charts.seldonCrds.version);
  await requireSafeLives({ cluster, tenants, namespaces, controllerNamespace });

  const provider = clusterProvider(cluster);
  const landscape = landscapeOf(platform, controllerNamespace);
  const seldon = new Seldon(
    "seldon",
    {
      namespace: controllerNamespace,
      chart,
      images,
      registry,
      policies: controllerPolicies(landscape),
      // A retired tenant is watched until its item is gone: somebody has to clear its finalizers.
      watchNamespaces: tenants.filter(({ kind }) => kind === "serving").map(({ name }) => name),
      hodometer: platform.hodometer,
      settings: platform.seldon,
    },
    { provider },
  );
  for (const [index, tenant] of tenants.entries())
    new Tenant(
      tenant.name,
      {
        tenant,
        platform,
        policies: tenantPolicies(landscape, trafficOf(tenant, platform)),
        registry,
        logins: logins[index] ?? [],
        images,
        replicas: serverReplicas,
        seldon,
      },
      { provider },
    );
  return summary(platform);
};
