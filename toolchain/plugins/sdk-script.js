"use strict";
const { createRequire } = require("node:module");
const path = require("node:path");

/**
 * Finds a script of the SDK as the program itself would, so that both run on one copy of it.
 * @param {string} script for example "cmd/run"
 * @param {string} folder of the program or policy pack
 * @throws {Error} with the remedy, when no SDK is installed there
 */
exports.sdkScript = (script, folder) => {
  try {
    return createRequire(path.join(folder, "program.js")).resolve(`@pulumi/pulumi/${script}`);
  } catch {
    throw new Error(
      `"@pulumi/pulumi/${script}" cannot be found from ${folder}. ` +
        'Run "npm ci --ignore-scripts" in the folder of the package.json above it.',
    );
  }
};

/**
 * What Pulumi.yaml or PulumiPolicy.yaml say under `runtime.options`. `nodeargs` are separated by
 * white space; quotes in it have no meaning.
 * @param {any} info ProgramInfo of the request
 * @returns {{ nodeArgs: string[], env: Record<string, string> }}
 */
exports.runtimeOptions = (info) => {
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const env = { PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true) };
  return {
    nodeArgs: String(options.nodeargs ?? "")
      .split(/\s+/)
      .filter(Boolean),
    env: options.tsconfig ? { ...env, PULUMI_NODEJS_TSCONFIG_PATH: String(options.tsconfig) } : env,
  };
};
