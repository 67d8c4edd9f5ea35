"use strict";
// Only syntax that a very old Node.js still parses: this file has to be able to say what is wrong there.

/**
 * Ends the process with one sentence on stderr when this Node.js is older than package.json's `engines.node`.
 * @param {string} plugin file name of the plugin, as the message names it
 */
exports.demandNode = function (plugin) {
  var wanted = require("../../package.json").engines.node;
  var found = process.version;
  var satisfies = require("semver").satisfies;
  if (satisfies(found, wanted, { includePrerelease: true })) return;
  console.error(
    plugin +
      " needs Node.js " +
      wanted +
      ", but " +
      process.execPath +
      " is " +
      found +
      ". Put a newer node first on PATH.",
  );
  process.exit(1);
};
