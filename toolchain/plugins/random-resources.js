"use strict";
const { randomBytes, randomInt, randomUUID } = require("node:crypto");
const { completeText, drawText, textInputs, textProblems } = require("./random-text");

/** Given as the ID of a resource whose value is a secret: an ID is shown in the clear. */
const NO_ID = "none";
/** `randomInt` draws from fewer than 2^48 numbers. */
const WIDEST_RANGE = 2 ** 48 - 1;

/**
 * @typedef {Record<string, any>} Values
 * @typedef {object} RandomType
 * @property {Record<string, string>} inputs name and type of each; a change of any replaces the resource
 * @property {string[]} required
 * @property {(inputs: Values) => Values} complete fills in defaults
 * @property {(inputs: Values) => string[]} problems of inputs that have the right types
 * @property {(inputs: Values) => { id: string, outputs: Values }} draw
 * @property {boolean} secret whether the outputs are secrets
 */

const asGiven = (/** @type {Values} */ inputs) => inputs;

/**
 * @param {string} name
 * @returns {(inputs: Values) => string[]}
 */
const atLeastOne = (name) => (inputs) =>
  inputs[name] < 1 ? [`${name} is ${inputs[name]}; make it 1 or more`] : [];

const text = {
  inputs: textInputs,
  required: ["length"],
  complete: completeText,
  problems: textProblems,
};

/** @type {RandomType} */
const password = {
  ...text,
  secret: true,
  draw: (inputs) => ({ id: NO_ID, outputs: { result: drawText(inputs) } }),
};

/** @type {RandomType} */
const string = {
  ...text,
  secret: false,
  draw: (inputs) => {
    const result = drawText(inputs);
    return { id: result, outputs: { result } };
  },
};

/** @type {RandomType} */
const id = {
  inputs: { byteLength: "integer", prefix: "string", keepers: "map" },
  required: ["byteLength"],
  complete: asGiven,
  problems: atLeastOne("byteLength"),
  secret: false,
  draw: ({ byteLength, prefix = "" }) => {
    const bytes = randomBytes(byteLength);
    const forms = {
      b64Url: bytes.toString("base64url"),
      b64Std: bytes.toString("base64"),
      hex: bytes.toString("hex"),
      dec: BigInt(`0x${bytes.toString("hex")}`).toString(),
    };
    const outputs = Object.fromEntries(
      Object.entries(forms).map(([form, value]) => [form, prefix + value]),
    );
    return { id: forms.b64Url, outputs };
  },
};

/** @type {RandomType} */
const bytes = {
  inputs: { length: "integer", keepers: "map" },
  required: ["length"],
  complete: asGiven,
  problems: atLeastOne("length"),
  secret: true,
  draw: ({ length }) => {
    const drawn = randomBytes(length);
    const outputs = { base64: drawn.toString("base64"), hex: drawn.toString("hex") };
    return { id: NO_ID, outputs };
  },
};

/** @type {RandomType} */
const uuid = {
  inputs: { keepers: "map" },
  required: [],
  complete: asGiven,
  problems: () => [],
  secret: false,
  draw: () => {
    const result = randomUUID();
    return { id: result, outputs: { result } };
  },
};

/** @param {Values} inputs */
function integerProblems({ min, max, seed }) {
  const problems = [];
  if (min > max) problems.push(`min is ${min}, above max, which is ${max}; exchange them`);
  if (max - min > WIDEST_RANGE - 1)
    problems.push(`min to max spans ${max - min + 1} numbers; leave fewer than 2^48 between them`);
  if (seed !== undefined)
    problems.push("seed cannot be repeated as the official plugin would; leave it out");
  return problems;
}

/** @type {RandomType} */
const integer = {
  inputs: { min: "integer", max: "integer", seed: "string", keepers: "map" },
  required: ["min", "max"],
  complete: asGiven,
  problems: integerProblems,
  secret: false,
  draw: ({ min, max }) => {
    const result = randomInt(min, max + 1);
    return { id: String(result), outputs: { result } };
  },
};

/** @type {Record<string, RandomType>} by type token */
exports.randomTypes = {
  "random:index/randomBytes:RandomBytes": bytes,
  "random:index/randomId:RandomId": id,
  "random:index/randomInteger:RandomInteger": integer,
  "random:index/randomPassword:RandomPassword": password,
  "random:index/randomString:RandomString": string,
  "random:index/randomUuid:RandomUuid": uuid,
};
