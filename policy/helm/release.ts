import { HiddenRelease } from "./hidden-release";
import { fieldsOf, listOf, textOf } from "../kubernetes-object";
import { guarded, UnknownAtPreview } from "../unknown";

/** What Helm needs to render a release as the provider will. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** As the program wrote it: a path, or the address of a chart. */
  readonly chart: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const LOCAL = "Give it the archive of a locked chart, as the platform's charts are given.";

/**
 * Reads the inputs of a helm.sh/v3 Release, unknown values marked.
 * @throws HiddenRelease for what would be rendered another way than the gate can
 */
export function readRelease(inputs: unknown): Release {
  try {
    return read(guarded(fieldsOf(inputs)));
  } catch (error) {
    if (!(error instanceof UnknownAtPreview)) throw error;
    throw new HiddenRelease(
      `its ${error.path} is unknown at preview`,
      "Pass a plain value from the stack file instead of the output of a resource that does not exist yet.",
    );
  }
}

// Left out where it is unknown, these two are missed: a release without them is refused.
const MISSED = ["name", "namespace"];

/**
 * The provider leaves a value that is unknown within `values` out of what it shows, so that a chart's default would be
 * judged in its place: a release must rest on no other resource's output.
 * @param dependencies the resources that each input rests on
 */
export function lateInput(
  dependencies: Readonly<Record<string, readonly unknown[]>>,
): HiddenRelease | undefined {
  const [late] = Object.entries(dependencies).find(
    ([input, resources]) => resources.length > 0 && !MISSED.includes(input),
  ) ?? [undefined];
  return late === undefined
    ? undefined
    : new HiddenRelease(
        `its ${late} rest on an output of another resource, which is left out while it is unknown`,
        "Pass plain values from the stack file.",
      );
}

function read(inputs: Readonly<Record<string, unknown>>): Release {
  // With a repository the provider looks for no file, even where the chart is the path of one.
  if (textOf(fieldsOf(inputs.repositoryOpts).repo) !== undefined)
    throw new HiddenRelease("its chart comes from a repository", LOCAL);
  if (textOf(inputs.postrender) !== undefined)
    throw new HiddenRelease(
      "a post-renderer changes what it installs",
      "Say the same in the chart's values.",
    );
  if (listOf(inputs.valueYamlFiles).length > 0)
    throw new HiddenRelease("values of it lie in files", "Write them under values.");
  for (const option of ["dependencyUpdate", "reuseValues"])
    if (inputs[option] === true)
      throw new HiddenRelease(`${option} mixes in what the gate does not see`, `Remove ${option}.`);
  const [name, namespace, chart] = [inputs.name, inputs.namespace, inputs.chart].map(textOf);
  if (name === undefined || namespace === undefined || chart === undefined)
    throw new HiddenRelease("its name, namespace or chart is no text", "Write all three.");
  const isKept = (value: unknown): boolean => value !== null || inputs.allowNullValues === true;
  return { name, namespace, chart, values: plainValues(fieldsOf(inputs.values), isKept) };
}

/** The provider leaves out what is null, in lists too, unless it is told to hand it to Helm. */
function plainValues(
  values: Readonly<Record<string, unknown>>,
  isKept: (value: unknown) => boolean,
): Record<string, unknown> {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(isKept).map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => isKept(field))
        .map(([key, field]) => [key, clean(field)]),
    );
  };
  return clean(values) as Record<string, unknown>;
}
