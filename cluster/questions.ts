import type { Platform } from "../schema/platform";
import { foreignCrds, type ForeignCrd } from "../seldon/foreign-crds";
import { scales } from "../seldon/server";
import { crdParts, type CrdPart } from "./crd-parts";

/** What a stack file makes worth asking its cluster. */
export interface Questions {
  /** What the crds project has to have brought. */
  readonly crdParts: readonly CrdPart[];
  /** What others have to have brought. */
  readonly foreignCrds: readonly ForeignCrd[];
  /** Whether Servers scale, whose number only the cluster knows. */
  readonly serverReplicas: boolean;
}

export const questionsOf = (platform: Platform): Questions => ({
  crdParts: crdParts(platform),
  foreignCrds: foreignCrds(platform),
  serverReplicas: platform.tenants.some(({ servers }) => servers.some(scales)),
});
