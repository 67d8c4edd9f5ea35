/** An environment variable with a value that is known. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** A map as the list that a container wants; each name occurs once by construction. */
export const asVariables = (map: Readonly<Record<string, string>>): Variable[] =>
  Object.entries(map).map(([name, value]) => ({ name, value }));
