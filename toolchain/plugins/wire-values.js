"use strict";
const rpc = require("@pulumi/pulumi/runtime/rpc");

/**
 * @param {any} value as it comes over the wire
 * @returns {any} the same without the marks of secrets, at any depth
 */
exports.withoutSecretMarks = (value) => {
  if (rpc.isRpcSecret(value)) return exports.withoutSecretMarks(value.value);
  if (Array.isArray(value)) return value.map(exports.withoutSecretMarks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, exports.withoutSecretMarks(entry)]),
  );
};

/**
 * @param {any} value
 * @param {(value: any) => boolean} test
 * @returns {boolean} whether the value or anything in it passes the test
 */
const anywhere = (value, test) =>
  test(value) ||
  (typeof value === "object" &&
    value !== null &&
    Object.values(value).some((entry) => anywhere(entry, test)));

/** @param {any} value */
exports.hasSecret = (value) => anywhere(value, rpc.isRpcSecret);

/** @param {any} value */
exports.hasUnknown = (value) => anywhere(value, (entry) => entry === rpc.unknownValue);

/** @param {any} value */
exports.asSecret = (value) => ({ [rpc.specialSigKey]: rpc.specialSecretSig, value });
