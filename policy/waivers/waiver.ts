import { parse } from "yaml";
import { z } from "zod";
import type { ObjectName } from "../kubernetes-object";
import type { Finding } from "../rule";

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const Waiver = z.strictObject({
  rule: z.string().min(1),
  /** A URN, or `apiVersion/kind/namespace/name`; the namespace is left out where there is none. */
  object: z.string().min(1),
  /** The stack that it holds for; every stack if left out. A URN names its own. */
  stack: z.string().min(1).optional(),
  /** Of what is waived, as fingerprint() makes it: a changed object is waived no more. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits in lower case"),
  /** Of the field; every finding of the rule on the object if left out. */
  path: z.string().optional(),
  owner: z.string().trim().min(1),
  reason: z.string().trim().min(1),
  /** The last day on which it holds, in UTC. */
  until: z.string().refine(isDay, "a day as in 2031-05-28"),
});

/** What somebody answers for until a day, though a rule refuses it. */
export type Waiver = Readonly<z.infer<typeof Waiver>> & {
  /** Its place in the file, from 0. */
  readonly index: number;
};

/** What is said of a finding that is waived. */
export const untilOf = ({ owner, reason, until }: NonNullable<Finding["waived"]>): string =>
  `Waived until ${until} by ${owner}: ${reason}`;

/** The rule that waivers themselves are under. */
export const WAIVERS_HOLD = "waivers-hold";

/** Starts at the folder of the pack. */
export const WAIVERS_FILE = "waivers.yaml";

const FILE: ObjectName = {
  apiVersion: "checkout",
  kind: "file",
  namespace: undefined,
  name: `policy/${WAIVERS_FILE}`,
};

/** What is wrong with a waiver, by its place in the file. */
export const aboutWaiver = (path: string, message: string, remedy: string): Finding => ({
  rule: WAIVERS_HOLD,
  object: FILE,
  path,
  message,
  remedy,
  advice: false,
});

/** The waivers that a text holds, and a finding for each part of it that is none. `source` is how messages name it. */
export function readWaivers(
  text: string,
  source: string,
): { readonly waivers: readonly Waiver[]; readonly findings: readonly Finding[] } {
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 0 }) as unknown;
  } catch {
    return malformed("", `${source} is no YAML`);
  }
  if (raw === null || raw === undefined) return { waivers: [], findings: [] };
  if (!Array.isArray(raw)) return malformed("", `${source} is no list`);
  const read = raw.map((item: unknown, index) => {
    const result = Waiver.safeParse(item);
    if (result.success) return { waivers: [{ ...result.data, index }], findings: [] };
    const findings = result.error.issues.map(({ path, message }) => {
      const field = path.length === 0 ? "" : `.${path.join(".")}`;
      return finding(`[${index}]${field}`, `${source} has no waiver here: ${message}`);
    });
    return { waivers: [], findings };
  });
  return {
    waivers: read.flatMap(({ waivers }) => waivers),
    findings: read.flatMap(({ findings }) => findings),
  };
}

const malformed = (path: string, message: string) => ({
  waivers: [],
  findings: [finding(path, message)],
});

const finding = (path: string, message: string): Finding =>
  aboutWaiver(
    path,
    message,
    "Write rule, object, sha256, owner, reason and until; docs/policy.md shows one.",
  );
