/** The versions whose output was recorded and is compared with the model, field by field. */
export const knownVersions: readonly string[] = ["2.9.1"];

/** The model was never held against this version: what it would say about it is a guess. */
export class UnknownOperatorVersion extends Error {
  constructor(version: string) {
    super(`unknown operator version "${version}"; known: ${knownVersions.join(", ")}`);
    this.name = "UnknownOperatorVersion";
  }
}

/** Throws UnknownOperatorVersion for a version without a recording. */
export function assertKnownVersion(version: string): void {
  if (!knownVersions.includes(version)) throw new UnknownOperatorVersion(version);
}
