import { pinnedChart } from "./charts/pinned-chart";
import type { PullAccess } from "./components/platform-namespace";
import type { StorageLogin } from "./components/storage-secrets";
import type { Platform } from "./schema/platform";
import { authorityKey, pullAccess, robotMaking, storageLogins } from "./secrets";
import { charts } from "./versions";

/** What the platform is made from besides its plain values: chart archives, and what is secret. */
export interface Supplies {
  readonly setupChart: string;
  readonly certManager: Parts["certManager"];
  readonly metalLb: Parts["metalLb"];
  readonly istio: Parts["istio"];
  readonly registry: PullAccess | undefined;
  readonly robots: ReturnType<typeof robotMaking>;
  /** By tenant. */
  readonly logins: Readonly<Record<string, readonly StorageLogin[]>>;
}

type Parts = ReturnType<typeof partsOf>;

/**
 * Reads all of it before anything is registered.
 * @throws a refusal for an archive that is missing or another, a secret that is not set, and a CA that cannot sign
 */
export const suppliesOf = (platform: Platform): Supplies => ({
  setupChart: pinnedChart(charts.seldonSetup),
  ...partsOf(platform),
  registry: pullAccess(platform),
  robots: robotMaking(platform),
  logins: Object.fromEntries(
    platform.tenants.map((tenant) => [tenant.name, storageLogins(tenant)]),
  ),
});

/** What the stack file has installed beneath Seldon. */
const partsOf = ({ certManager, metalLb, istio }: Platform) => ({
  certManager: certManager && {
    settings: certManager,
    chart: pinnedChart(charts.certManager),
    authorityKey: certManager.intermediate && authorityKey(certManager.intermediate),
  },
  metalLb: metalLb && { settings: metalLb, chart: pinnedChart(charts.metalLb) },
  istio: istio.enabled
    ? {
        settings: istio,
        charts: {
          base: pinnedChart(charts.istioBase),
          istiod: pinnedChart(charts.istiod),
          cni: pinnedChart(charts.istioCni),
          gateway: pinnedChart(charts.istioGateway),
        },
      }
    : undefined,
});
