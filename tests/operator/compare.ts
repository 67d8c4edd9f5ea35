type Fields = Readonly<Record<string, unknown>>;

/** Where a model and a recording are apart. */
export interface Comparison {
  /** Fields that the model states and the recording does not have, or has otherwise. */
  readonly wrong: string[];
  /** Fields that only the recording has: `Service.spec.type="ClusterIP"`, `Pod.spec.volumes[data]`. */
  readonly added: string[];
}

/** Each field of the model against the recording; lists go item by item, in order. */
export function compare(model: unknown, recorded: unknown, path: string): Comparison {
  const result: Comparison = { wrong: [], added: [] };
  walk(model, recorded, path, result);
  return result;
}

function walk(model: unknown, recorded: unknown, path: string, into: Comparison): void {
  if (Array.isArray(recorded) && (model === undefined || Array.isArray(model))) {
    walkList(model ?? [], recorded, path, into);
  } else if (model === undefined) {
    into.added.push(isObject(recorded) ? path : `${path}=${JSON.stringify(recorded)}`);
  } else if (isObject(model) && isObject(recorded)) {
    for (const key of new Set([...Object.keys(model), ...Object.keys(recorded)]))
      if (model[key] !== recorded[key]) walk(model[key], recorded[key], `${path}.${key}`, into);
  } else if (model !== recorded) {
    into.wrong.push(`${path}: ${JSON.stringify(model)}, recorded is ${JSON.stringify(recorded)}`);
  }
}

function walkList(
  model: readonly unknown[],
  recorded: readonly unknown[],
  path: string,
  into: Comparison,
): void {
  for (const [index, item] of model.entries())
    walk(item, recorded[index], `${path}[${index}]`, into);
  for (const extra of recorded.slice(model.length))
    into.added.push(`${path}[${isObject(extra) ? String(extra["name"]) : String(extra)}]`);
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
