/** A field's name, or an index of a list. */
export type Step = string | number;

const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * The way from an object to a field, as findings spell it: `a.b[0]["c.d/e"]`. It ends where a document inside of a
 * text begins (`data.config > spec.image`, `… (decoded) > …`): the text is what has a line.
 */
export function stepsOf(path: string): Step[] {
  const [outer = ""] = path.split(/ (?:\([a-z ]+\) )?>/, 1);
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < outer.length) {
    const [, name, index, quoted] = STEP.exec(outer) ?? [];
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(JSON.parse(quoted) as string);
    // What nobody here spells so is told of the whole object.
    else return [];
  }
  return steps;
}
