import { contains, rangeOf, type Range } from "../metallb/address-range";

/** RFC 1918 and RFC 4193: what no router of the internet forwards. */
const ranges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

/** The ranges as a message names them. */
export const privateRanges = ranges.join(", ");

/** Whether all of its addresses are in one of these ranges. */
export const isPrivate = (range: Range): boolean =>
  ranges.some((text) => contains(rangeOf(text), range));
