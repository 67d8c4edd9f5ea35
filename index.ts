import { assemble } from "./assembly";
import { clusterProvider, inspectCluster, requireCrds } from "./cluster";
import { admission } from "./cluster/admission";
import { questionsOf } from "./cluster/questions";
import { loadPlatform } from "./config";
import { requireSafeLives } from "./lifecycle/require-safe-lives";
import { platformNamespaces } from "./schema/namespaces";
import { summary } from "./summary";
import { suppliesOf } from "./supplies";
import { charts } from "./versions";

export = async () => {
  // Whatever is to be refused is refused here, with nothing registered yet.
  const platform = loadPlatform(charts.seldonSetup.version);
  const supplies = suppliesOf(platform);
  const { cluster, tenants } = platform;
  const { namespaces, serverReplicas, ...state } = await inspectCluster(
    cluster,
    questionsOf(platform),
  );
  requireCrds(state);
  await requireSafeLives({
    cluster,
    tenants,
    namespaces,
    controllerNamespace: platformNamespaces.controller,
  });

  const provider = clusterProvider(cluster);
  const admits = admission(cluster);
  const exposed = assemble(
    { ...supplies, platform, admits, replicas: serverReplicas },
    { provider },
  );
  return summary(platform, exposed);
};
