"use strict";
const { randomInt } = require("node:crypto");

/** The official plugin's characters, so that a password made by either fits the same rules elsewhere. */
const CLASSES = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
};
const MINIMUMS = {
  lower: "minLower",
  upper: "minUpper",
  numeric: "minNumeric",
  special: "minSpecial",
};
const NAMES = /** @type {(keyof typeof CLASSES)[]} */ (Object.keys(CLASSES));

exports.textInputs = {
  length: "integer",
  lower: "boolean",
  upper: "boolean",
  numeric: "boolean",
  number: "boolean",
  special: "boolean",
  minLower: "integer",
  minUpper: "integer",
  minNumeric: "integer",
  minSpecial: "integer",
  overrideSpecial: "string",
  keepers: "map",
};

/**
 * Fills in what the user left out. `number` is the deprecated name of `numeric`.
 * @param {Record<string, any>} inputs
 * @returns {Record<string, any>}
 */
exports.completeText = (inputs) => {
  const numeric = inputs.numeric ?? inputs.number ?? true;
  return {
    lower: true,
    upper: true,
    special: true,
    minLower: 0,
    minUpper: 0,
    minNumeric: 0,
    minSpecial: 0,
    ...inputs,
    numeric,
    number: numeric,
  };
};

/**
 * @param {Record<string, any>} inputs of the right types; a value that is not known yet is left out
 * @returns {string[]} what is wrong, each with its remedy
 */
exports.textProblems = (inputs) => {
  const text = exports.completeText(inputs);
  const problems = [];
  for (const name of NAMES) {
    const minimum = text[MINIMUMS[name]];
    if (minimum < 0) problems.push(`${MINIMUMS[name]} is ${minimum}; make it 0 or more`);
  }
  const sum = NAMES.reduce((total, name) => total + Math.max(0, text[MINIMUMS[name]]), 0);
  if (text.length < 1) problems.push(`length is ${text.length}; make it 1 or more`);
  else if (text.length < sum)
    problems.push(
      `length is ${text.length}, but minLower, minUpper, minNumeric and minSpecial add up to ${sum}; ` +
        "make it longer or the minimums smaller",
    );
  if (NAMES.every((name) => text[name] === false))
    problems.push(
      "lower, upper, numeric and special are all false; leave at least one of them true",
    );
  if (inputs.number !== undefined && inputs.number !== text.numeric)
    problems.push("number and numeric differ; set only numeric");
  return problems;
};

/**
 * @param {string[]} characters
 * @param {number} count
 */
const pick = (characters, count) =>
  Array.from({ length: count }, () => characters[randomInt(characters.length)]);

/**
 * Draws a text of `length` characters: first the minimums of each class (also of a class that is
 * switched off, as the official plugin does), then any allowed ones, then shuffled. `randomInt` draws
 * again instead of taking a remainder, so every character is as likely as every other.
 * @param {Record<string, any>} inputs that `textProblems` has nothing to say about
 */
exports.drawText = (inputs) => {
  const text = exports.completeText(inputs);
  const characters = /** @type {Record<string, string[]>} */ (
    Object.fromEntries(NAMES.map((name) => [name, [...CLASSES[name]]]))
  );
  if (text.overrideSpecial) characters.special = [...text.overrideSpecial];
  const drawn = NAMES.flatMap((name) => pick(characters[name] ?? [], text[MINIMUMS[name]]));
  const allowed = NAMES.filter((name) => text[name]).flatMap((name) => characters[name] ?? []);
  drawn.push(...pick(allowed, text.length - drawn.length));
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [drawn[last], drawn[other]] = [drawn[other], drawn[last]];
  }
  return drawn.join("");
};
