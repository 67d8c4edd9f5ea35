import { z } from "zod";
import { AddressSet } from "../reach/sets/address-set";

const Name = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "the name of an object");

/** A Service that callers from outside come in by. */
const Door = z.strictObject({
  namespace: Name,
  name: Name,
  type: z.enum(["LoadBalancer", "NodePort"]),
});

const Block = z.string().refine((text) => {
  try {
    return !AddressSet.parse(text).isEmpty;
  } catch {
    return false;
  }
}, "an address block, as in 10.20.0.96/28");

/** What the gate holds to be true of Services, names and addresses at a site. */
export const SiteServices = z.strictObject({
  /** The only Services that may have node ports, or an address outside the cluster. */
  doors: z.array(Door).default([]),
  /** Blocks that load balancers have addresses of, beside the pools among the objects. */
  addresses: z.array(Block).default([]),
  /** Classes of load balancers, and annotations by which a cloud is told what to make. */
  loadBalancerClasses: z.array(z.string().min(1)).default([]),
  cloudAnnotations: z.array(z.string().min(1)).default([]),
  /** Whom the cluster's DNS may ask: addresses, hosts, or `/etc/resolv.conf` for whomever its node asks. */
  resolvers: z.array(z.string().min(1)).default([]),
});

export type SiteServices = z.infer<typeof SiteServices>;
