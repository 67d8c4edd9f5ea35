import { fieldsOf, listOf } from "../../kubernetes-object";
import { AddressSet } from "../sets/address-set";
import { allOf, answerOf, anyOf, not, type Answer } from "./answer";

/** Who calls, as the called proxy sees it. */
export interface Caller {
  /** From its certificate; undefined for whoever calls in plain text. */
  readonly identity: Identity | undefined;
  /** Undefined for pods, whose addresses nobody knows before they run. */
  readonly addresses: AddressSet | undefined;
}

export interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

interface Question {
  readonly caller: Caller;
  readonly port: number;
  /** The namespace of the policy, which a service account without one is of. */
  readonly home: string;
}

type Test = (value: string, question: Question) => Answer;

/**
 * Whether a call matches one rule: a source, an operation and every condition. What is only known when a
 * request is there (hosts, paths, methods, headers, tokens) may match or not.
 */
export function ruleMatches(rule: unknown, question: Question): Answer {
  const { from, to, when, ...others } = fieldsOf(rule);
  if (Object.keys(others).length > 0) return "maybe";
  const one = (list: unknown, key: string, tests: Readonly<Record<string, Test>>): Answer => {
    const items = listOf(list).map((item) =>
      allMatch(fieldsOf(fieldsOf(item)[key]), tests, question),
    );
    return items.length === 0 ? "yes" : anyOf(items);
  };
  return allOf([
    one(from, "source", sources),
    one(to, "operation", operations),
    ...listOf(when).map((condition) => conditionHolds(fieldsOf(condition), question)),
  ]);
}

const identityIs =
  (matches: (value: string, identity: Identity, home: string) => boolean): Test =>
  (value, { caller: { identity }, home }) =>
    answerOf(identity !== undefined && matches(value, identity, home));

const namespaces = identityIs((value, { namespace }) => glob(value).test(namespace));

const principals = identityIs((value, { trustDomain, namespace, serviceAccount }) =>
  edged(value, `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`),
);

const serviceAccounts = identityIs((value, { namespace, serviceAccount }, home) => {
  const [first = "", second] = value.split("/");
  return second === undefined
    ? home === namespace && first === serviceAccount
    : first === namespace && second === serviceAccount;
});

const ipBlocks: Test = (value, { caller: { addresses } }) => {
  if (addresses === undefined) return "maybe";
  const block = blockOf(value);
  if (block === undefined) return "maybe";
  if (block.contains(addresses)) return "yes";
  return block.intersect(addresses).isEmpty ? "no" : "maybe";
};

const ports: Test = (value, { port }) => answerOf(Number(value) === port);

const sources: Readonly<Record<string, Test>> = {
  principals,
  namespaces,
  serviceAccounts,
  ipBlocks,
  trustDomains: identityIs((value, { trustDomain }) => edged(value, trustDomain)),
};

const operations: Readonly<Record<string, Test>> = { ports };

const conditions: Readonly<Record<string, Test>> = {
  "source.principal": principals,
  "source.namespace": namespaces,
  "source.serviceAccount": serviceAccounts,
  "source.ip": ipBlocks,
  "destination.port": ports,
};

/** Every field that says something: one of its values, and none of its `not` twin's. */
const allMatch = (
  fields: Readonly<Record<string, unknown>>,
  tests: Readonly<Record<string, Test>>,
  question: Question,
): Answer =>
  allOf(
    Object.entries(fields)
      .filter(([, values]) => listOf(values).length > 0 || !Array.isArray(values ?? []))
      .map(([name, values]) => {
        const test = tests[name];
        if (test) return oneOf(values, test, question);
        const denied = tests[name.replace(/^not(.)/, (_, first: string) => first.toLowerCase())];
        return denied ? not(oneOf(values, denied, question)) : "maybe";
      }),
  );

function conditionHolds(condition: Readonly<Record<string, unknown>>, question: Question): Answer {
  const { key, values, notValues, ...others } = condition;
  const test = conditions[String(key)];
  if (test === undefined || Object.keys(others).length > 0) return "maybe";
  return allOf([
    ...(listOf(values).length > 0 ? [oneOf(values, test, question)] : []),
    ...(listOf(notValues).length > 0 ? [not(oneOf(notValues, test, question))] : []),
  ]);
}

const oneOf = (values: unknown, test: Test, question: Question): Answer =>
  Array.isArray(values) ? anyOf(values.map((value) => test(String(value), question))) : "maybe";

/** A star at one end, or alone, as Istio has it for principals. */
function edged(value: string, text: string): boolean {
  if (value === "*") return text !== "";
  if (value.startsWith("*")) return text.endsWith(value.slice(1));
  return value.endsWith("*") ? text.startsWith(value.slice(0, -1)) : value === text;
}

/** Stars anywhere, as Istio has it for namespaces. */
const glob = (value: string): RegExp =>
  new RegExp(
    `^${value
      .split("*")
      .map((part) => part.replace(/[^\w-]/g, "\\$&"))
      .join(".*")}$`,
  );

/** A lone address is a block of its own; undefined for what is neither. */
function blockOf(text: string): AddressSet | undefined {
  const full = text.includes("/") ? text : `${text}/${text.includes(":") ? "128" : "32"}`;
  try {
    return AddressSet.parse(full);
  } catch {
    return undefined;
  }
}
