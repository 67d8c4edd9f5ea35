import type { PodProbe, ReadProbe } from "../probe";
import { blocks } from "./blocks";
import { changers } from "./changers";
import { deciders } from "./deciders";
import { dnsNames } from "./dns-names";
import { dnsPods } from "./dns-pods";
import { enforcement } from "./enforcement";
import { firstPacket } from "./first-packet";
import { imagesFromOutside } from "./images-from-outside";
import { openConnection } from "./open-connection";
import { ownNode } from "./own-node";
import { perimeter } from "./perimeter";
import { webhookCallers } from "./webhook-callers";

/** Every probe, in the order of the assumptions. */
export const probes: readonly (PodProbe | ReadProbe)[] = [
  imagesFromOutside,
  firstPacket,
  openConnection,
  enforcement,
  ownNode,
  blocks,
  webhookCallers,
  perimeter,
  dnsPods,
  dnsNames,
  deciders,
  changers,
];
