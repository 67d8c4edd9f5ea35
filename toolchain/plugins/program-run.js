"use strict";
const { RunResponse } = require("@pulumi/pulumi/proto/language_pb");
const { runtimeOptions, sdkScript } = require("./sdk-script");

// The SDK's run script ends with this code when it has already told the user what went wrong.
const ALREADY_TOLD = 32;

/**
 * @param {any} request RunRequest
 * @param {string} engine address of the engine
 */
function runArguments(request, engine) {
  const info = request.getInfo();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

/** @param {any} request RunRequest */
const configuration = (request) => ({
  PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
  PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
});

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function verdict(code, signal) {
  const response = new RunResponse();
  if (code === ALREADY_TOLD) response.setBail(true);
  else if (signal) response.setError(`The program was ended by ${signal}`);
  else if (code !== 0) response.setError(`The program ended with exit code ${code}`);
  return response;
}

/**
 * Runs the program of a stack to its end. What goes wrong is an answer, not a thrown error.
 * @param {any} call
 * @param {string} engine address of the engine
 * @param {import("./child-processes").ChildProcesses} children
 * @returns {Promise<any>} RunResponse
 */
exports.runProgram = async (call, engine, children) => {
  const { request } = call;
  try {
    const options = runtimeOptions(request.getInfo());
    const script = sdkScript("cmd/run", request.getInfo().getProgramDirectory());
    const child = children.start([...options.nodeArgs, script, ...runArguments(request, engine)], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...options.env, ...configuration(request) },
    });
    call.on("cancelled", () => void children.end(child));
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(verdict(code, signal)));
    });
  } catch (error) {
    return new RunResponse().setError(error instanceof Error ? error.message : String(error));
  }
};
