import type { Platform } from "../schema/platform";
import { foreignCrds, type ForeignCrd } from "../seldon/foreign-crds";
import { scales } from "../seldon/server";

/** What a stack file makes worth asking its cluster. */
export interface Questions {
  readonly foreignCrds: readonly ForeignCrd[];
  /** Whether Servers scale, whose number only the cluster knows. */
  readonly serverReplicas: boolean;
}

export const questionsOf = (platform: Platform): Questions => ({
  foreignCrds: foreignCrds(platform),
  serverReplicas: platform.tenants.some(({ servers }) => servers.some(scales)),
});
