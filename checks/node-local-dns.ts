import { contains, rangeOf } from "../metallb/address-range";
import type { Check } from "./check";
import { isPrivate, privateRanges } from "./private-address";

const linkLocal = "169.254.0.0/16";
/** Where clouds tell every pod that asks who its node is, and hand out the node's login. */
const metadata = ["169.254.169.254/32", "fd00:ec2::254/128"];

/** Every pod may ask the cache, so another's address here would be open to all of them. */
export const nodeLocalDnsIsOnTheNode: Check = ({ cluster }) =>
  (cluster?.nodeLocalDns ?? []).flatMap((text, index) => {
    const address = rangeOf(text);
    const path = ["cluster", "nodeLocalDns", index];
    if (metadata.some((each) => contains(rangeOf(each), address)))
      return [
        {
          path,
          message:
            "is where clouds answer for nodes, and no cache of DNS; write the cache's address, as in 169.254.20.10/32",
        },
      ];
    return isPrivate(address) || contains(rangeOf(linkLocal), address)
      ? []
      : [
          {
            path,
            message: `is not an address of a node; write one inside ${linkLocal}, ${privateRanges}`,
          },
        ];
  });
