import type { StrictField } from "./strict-field";
import { UnreadablePolicy } from "./unreadable-policy";

type Labels = Readonly<Record<string, string>>;

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

/** One condition on one label. `matchLabels` is `In` with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly values: ReadonlySet<string>;
}

/** All of its requirements at once; without any it selects everything. */
export class LabelSelector {
  /** The same for selectors that ask for the same in whatever order. */
  readonly text: string;

  constructor(readonly requirements: readonly Requirement[]) {
    this.text = requirements
      .map(({ key, operator, values }) => `${key} ${operator} (${[...values].sort().join()})`)
      .sort()
      .join(" & ");
  }

  /** @throws UnreadablePolicy for what the API refuses; an absent selector is an empty one */
  static read(field: StrictField): LabelSelector {
    const { matchLabels, matchExpressions } = field.fields("matchLabels", "matchExpressions");
    return new LabelSelector([
      ...matchLabels.entries().map(([key, value]) => ({
        key: labelKey(key, value.path),
        operator: "In" as const,
        values: new Set([labelValue(value)]),
      })),
      ...matchExpressions.list().map(readExpression),
    ]);
  }

  matches(labels: Labels): boolean {
    return this.requirements.every(({ key, operator, values }) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      switch (operator) {
        case "In":
          return value !== undefined && values.has(value);
        // As the API has it: what lacks the label is selected too.
        case "NotIn":
          return value === undefined || !values.has(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
      }
    });
  }

  /** The values that a label must be one of; undefined where it may have any other, or be absent. */
  valuesFor(key: string): ReadonlySet<string> | undefined {
    const bounds = this.on(key).filter(({ operator }) => operator === "In");
    const [first, ...more] = bounds;
    if (first === undefined) return undefined;
    const barred = this.on(key).filter(({ operator }) => operator === "NotIn");
    return new Set(
      [...first.values].filter(
        (value) =>
          more.every(({ values }) => values.has(value)) &&
          !barred.some(({ values }) => values.has(value)),
      ),
    );
  }

  /** Whether nothing without this label is selected. */
  requires(key: string): boolean {
    return this.on(key).some(({ operator }) => operator === "In" || operator === "Exists");
  }

  private on(key: string): Requirement[] {
    return this.requirements.filter((requirement) => requirement.key === key);
  }
}

function readExpression(field: StrictField): Requirement {
  const parts = field.fields("key", "operator", "values");
  const operator = parts.operator.word(...OPERATORS);
  const values = parts.values.list().map(labelValue);
  const takesValues = operator === "In" || operator === "NotIn";
  if (takesValues !== values.length > 0)
    throw new UnreadablePolicy(
      parts.values.path,
      takesValues ? `is empty beside ${operator}` : `has values beside ${operator}`,
      takesValues ? "List the values." : "Remove the values.",
    );
  return { key: labelKey(parts.key.text(), parts.key.path), operator, values: new Set(values) };
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function labelKey(key: string, path: string): string {
  const slash = key.indexOf("/");
  if (NAME.test(key.slice(slash + 1)) && (slash < 0 || PREFIX.test(key.slice(0, slash))))
    return key;
  throw new UnreadablePolicy(
    path,
    `has the label ${JSON.stringify(key)}, which no object can have`,
    "Write the name of a label, as in app or kubernetes.io/metadata.name.",
  );
}

function labelValue(field: StrictField): string {
  const value = field.text();
  if (value === "" || NAME.test(value)) return value;
  throw field.refused("the value of a label: up to 63 letters, digits, -, _ and .");
}
