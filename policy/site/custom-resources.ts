import { isIP } from "node:net";
import { z } from "zod";
import { AddressSet } from "../reach/sets/address-set";
import { InvalidAddress } from "../reach/sets/invalid-address";

const Block = z.string().superRefine((text, context) => {
  try {
    AddressSet.parse(text);
  } catch (error) {
    if (!(error instanceof InvalidAddress)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

const Peer = z.strictObject({
  address: z.string().refine((text) => isIP(text) !== 0, "one address, as in 10.20.0.2"),
  asn: z.int().min(1).max(4294967295),
  /** Whether it may be more than one hop away. */
  multiHop: z.boolean().default(false),
});

const Namespace = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "the name of a namespace");

/** What the gate holds to be true of custom resources at a site. */
export const SiteCustomResources = z.strictObject({
  /** The routers that may learn from the cluster where its addresses are. */
  bgpPeers: z.array(Peer).default([]),
  /** Where addresses of load balancers come from, and nowhere else; absent: any private block. */
  pools: z.array(Block).min(1).optional(),
  /** Kinds that the gate does not know and that may be there all the same. */
  kinds: z.array(z.string().regex(/^[a-z0-9.-]+\/[A-Za-z0-9]+$/, "group/Kind")).default([]),
  /** Tenants whose pods may say that they want no proxy. */
  unmeshed: z.array(Namespace).default([]),
  /** Revisions of Istio whose injectors are there. */
  meshRevisions: z.array(z.string()).min(1).default(["default"]),
});

export type SiteCustomResources = z.infer<typeof SiteCustomResources>;
