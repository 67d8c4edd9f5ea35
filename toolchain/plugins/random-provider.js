"use strict";
const { isDeepStrictEqual } = require("node:util");
const { randomTypes } = require("./random-resources");
const { asSecret, hasSecret, hasUnknown, withoutSecretMarks } = require("./wire-values");

/** @typedef {Record<string, any>} Values */

/** @param {string} urn */
const typeOf = (urn) => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** @type {Record<string, (value: any) => boolean>} */
const CONFORMS = {
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  map: (value) => typeof value === "object" && !Array.isArray(value),
};

/**
 * @param {Values} properties as they came over the wire
 * @param {import("./random-resources").RandomType} type
 * @returns {Values} only what is an input of the type and has a value, without the marks of secrets
 */
const plainInputs = (properties, type) =>
  Object.fromEntries(
    Object.entries(withoutSecretMarks(properties)).filter(
      ([name, value]) => name in type.inputs && value !== null && value !== undefined,
    ),
  );

/**
 * @param {import("./random-resources").RandomType} type
 * @param {Values} news
 */
function inputProblems(type, news) {
  const given = plainInputs(news, type);
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => !hasUnknown(value)));
  const missing = type.required.filter((name) => !(name in given));
  const wrong = Object.keys(known).filter(
    (name) => !CONFORMS[type.inputs[name] ?? ""]?.(known[name]),
  );
  const names = Object.keys(type.inputs);
  const foreign = Object.keys(news).filter(
    (name) => !names.includes(name) && name !== "__defaults",
  );
  const problems = [
    ...missing.map((name) => `${name} is missing; set it`),
    ...wrong.map((name) => `${name} is not of type ${type.inputs[name]}; correct it`),
    ...foreign.map((name) => `${name} is no input; there are ${names.join(", ")}`),
  ];
  return missing.length + wrong.length > 0 ? problems : [...problems, ...type.problems(known)];
}

/** @param {string} token */
const unknownType = (token) =>
  `${token} is not among the types of this stand-in for the official random plugin. ` +
  `It has ${Object.keys(randomTypes).join(", ")}. Use one of them, or the official Pulumi CLI and plugin.`;

/**
 * A value that comes from a secret is one, and an output may contain any input but `keepers`.
 * @param {Values} news
 */
const hasSecretInput = ({ keepers: _keepers, ...rest }) => hasSecret(rest);

/** @param {string} urn */
function randomType(urn) {
  const type = randomTypes[typeOf(urn)];
  if (!type) throw new Error(unknownType(typeOf(urn)));
  return type;
}

/**
 * The provider behind `random`: draws once, at create, and replaces on a change of any input.
 * @param {string} version
 * @returns {import("@pulumi/pulumi/provider").Provider}
 */
exports.randomProvider = (version) => ({
  version,

  async check(urn, _olds, news) {
    const type = randomTypes[typeOf(urn)];
    const problems = type ? inputProblems(type, news) : [unknownType(typeOf(urn))];
    const failures = problems.length > 0 ? [{ property: "", reason: problems.join(". ") }] : [];
    return { inputs: news, failures };
  },

  async diff(_id, urn, olds, news) {
    const type = randomType(urn);
    const before = type.complete(plainInputs(olds, type));
    const after = type.complete(plainInputs(news, type));
    const replaces = Object.keys(type.inputs).filter(
      (name) => !isDeepStrictEqual(before[name], after[name]),
    );
    return { changes: replaces.length > 0, replaces };
  },

  async create(urn, inputs) {
    const type = randomType(urn);
    const { id, outputs } = type.draw(type.complete(plainInputs(inputs, type)));
    const hidden = type.secret || hasSecretInput(inputs);
    const drawn = Object.entries(outputs).map(([name, value]) => [
      name,
      hidden ? asSecret(value) : value,
    ]);
    return { id, outs: { ...type.complete(inputs), ...Object.fromEntries(drawn) } };
  },

  async read(id, urn, properties) {
    if (Object.keys(properties ?? {}).length > 0) return { id, props: properties };
    throw new Error(
      `${typeOf(urn)} "${id}" cannot be imported by this stand-in. Import it with the official Pulumi CLI and plugin.`,
    );
  },
});
