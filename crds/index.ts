import { pinnedChart } from "../charts/pinned-chart";
import { clusterProvider, inspectCluster } from "../cluster";
import { SeldonCrds } from "../components/seldon-crds";
import { loadPlatform } from "../config";
import { charts } from "../versions";

export = async () => {
  const { cluster } = loadPlatform(charts.seldonCrds.version);
  const chart = pinnedChart(charts.seldonCrds);
  await inspectCluster(cluster);

  const provider = clusterProvider(cluster);
  new SeldonCrds("seldon-crds", { chart, version: charts.seldonCrds.version }, { provider });
};
