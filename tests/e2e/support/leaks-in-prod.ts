import { ADDING } from "../../policy/verdicts/leaks/adding-policies";
import { DECEIVING } from "../../policy/verdicts/leaks/deceiving-peers";
import { LEAVES, type Leak } from "../../policy/verdicts/leaks/leak";
import { LOOSE } from "../../policy/verdicts/leaks/missing-rules";
import { FROZEN, PRODS_OWN } from "./prods-own-leaks";
import { seeded, type Seeded } from "./seeded-leaks";

/** A leak of stack prod, and how the gate tells of it. */
export interface LeakInProd extends Seeded {
  readonly number: number;
  readonly what: string;
  readonly rule: string;
  readonly code: string;
}

const isReplaced = ({ number, what }: Leak): boolean =>
  PRODS_OWN.some((own) => own.number === number && own.what === what);

const rows = [
  ...[...LOOSE, ...DECEIVING, ...ADDING].filter((each) => !isReplaced(each)),
  ...PRODS_OWN,
].sort((one, other) => one.number - other.number);

// What cannot be judged is told once, whatever it leaves unproved.
const DOUBTS = ["NET-OTHER-KIND", "NET-CIDR-CANON"];

const leaks = rows.map(({ number, what, verdict, code, leak }, index): LeakInProd => ({
  ...seeded(`leak-${String(number)}-${String(index)}`, leak),
  number,
  what,
  rule: DOUBTS.includes(code) ? "reach-is-known" : verdict,
  code,
}));

/** All leaks that an object can show, in as few previews as tell them apart. */
export const groups = (["outwards", "inwards", "the others"] as const).map((title) => ({
  title,
  leaks: leaks.filter((leak) => groupOf(leak) === title),
}));

function groupOf({ rule, code, objects }: LeakInProd): "outwards" | "inwards" | "the others" {
  const isApart =
    ["reach-is-known", FROZEN].includes(rule) || objects.some(({ kind }) => kind === "Namespace");
  if (isApart) return "the others";
  // Only where nothing else goes out is IPv6 the one way that is open.
  if (code === "NET-FAMILY") return "inwards";
  if (rule === LEAVES) return "outwards";
  // Whoever comes in from everywhere comes in from the neighbour too, and would be told in its place.
  return code === "NET-UNION" ? "the others" : "inwards";
}

/** The nearest to each leak that is none. */
export const neighbours: readonly Seeded[] = rows
  .filter(({ legal }) => legal.name !== "same")
  .map(({ number, legal }, index) => seeded(`legal-${String(number)}-${String(index)}`, legal));
