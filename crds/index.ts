import { pinnedChart } from "../charts/pinned-chart";
import { clusterProvider, inspectCluster } from "../cluster";
import { furtherCrds } from "../cluster/crd-parts";
import { PartCrds } from "../components/part-crds";
import { SeldonCrds } from "../components/seldon-crds";
import { loadPlatform } from "../config";
import { charts } from "../versions";

export = async () => {
  const platform = loadPlatform(charts.seldonCrds.version);
  const chart = pinnedChart(charts.seldonCrds);
  const parts = furtherCrds(platform).map((part) => ({ ...part, file: pinnedChart(part.chart) }));
  await inspectCluster(platform.cluster);

  const provider = clusterProvider(platform.cluster);
  new SeldonCrds("seldon-crds", { chart, version: charts.seldonCrds.version }, { provider });
  for (const { name, namespace, chart: pin, file, values } of parts)
    new PartCrds(
      name,
      { chartName: pin.name, namespace, chart: file, values, version: pin.version },
      { provider },
    );
};
