"use strict";
const { RunPluginResponse } = require("@pulumi/pulumi/proto/language_pb");
const { PolicyPackProxy } = require("./policy-pack-proxy");
const { runtimeOptions, sdkScript } = require("./sdk-script");

/** @param {import("@pulumi/pulumi/proto/analyzer_pb").AnalyzerStackConfigureRequest | undefined} stack */
function stackEnvironment(stack) {
  if (!stack) return {};
  return {
    PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
    PULUMI_NODEJS_PROJECT: stack.getProject(),
    PULUMI_NODEJS_STACK: stack.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(stack.getConfigSecretKeysList()),
  };
}

/** @param {string[]} list of KEY=value */
const environment = (list) =>
  Object.fromEntries(
    list.map((entry) => [entry.split("=", 1)[0], entry.slice(entry.indexOf("=") + 1)]),
  );

/**
 * Takes the first line, the port, off what the pack prints.
 * @param {import("node:stream").Readable} stdout
 * @param {(port: number) => void} onPort
 * @param {(text: Buffer) => void} onText
 */
function splitPort(stdout, onPort, onText) {
  let line = Buffer.alloc(0);
  let known = false;
  stdout.on("data", (chunk) => {
    if (known) return onText(chunk);
    line = Buffer.concat([line, chunk]);
    const end = line.indexOf("\n");
    if (end < 0) return;
    known = true;
    onPort(Number(line.subarray(0, end).toString()));
    if (end + 1 < line.length) onText(line.subarray(end + 1));
  });
}

/**
 * @param {any} request RunPluginRequest
 * @param {any} stack AnalyzerStackConfigureRequest, or undefined
 * @param {import("./child-processes").ChildProcesses} children
 * @returns {import("node:child_process").ChildProcess}
 */
function startPack(request, stack, children) {
  const info = request.getInfo();
  const folder = info.getProgramDirectory();
  const script = sdkScript("cmd/run-policy-pack", folder);
  const options = runtimeOptions(info);
  return children.start([...options.nodeArgs, script, ...request.getArgsList(), folder], {
    // PolicyPack reads its version from the package.json of the working folder.
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment(request.getEnvList()), ...options.env, ...stackEnvironment(stack) },
  });
}

/**
 * Starts a policy pack and streams what it prints and how it ends.
 * @param {any} call stream of RunPluginResponse
 * @param {import("./child-processes").ChildProcesses} children
 */
exports.runPolicyPack = async (call, children) => {
  const proxy = new PolicyPackProxy();
  const fail = (/** @type {Error} */ error) => proxy.fail(error);
  const print = (/** @type {Buffer} */ text) => call.write(new RunPluginResponse().setStdout(text));
  print(Buffer.from(`${await proxy.listen()}\n`));
  const stack = await proxy.configuration;
  if (call.cancelled) return;
  try {
    const child = startPack(call.request, stack, children);
    call.on("cancelled", () => void children.end(child));
    const { stdout, stderr } = /** @type {any} */ (child);
    splitPort(stdout, (port) => void proxy.attach(port).catch(fail), print);
    stderr.on("data", (/** @type {Buffer} */ text) =>
      call.write(new RunPluginResponse().setStderr(text)),
    );
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve(exitCode ?? 1));
    });
    fail(new Error(`The policy pack ended with exit code ${code}. What it printed says why.`));
    call.write(new RunPluginResponse().setExitcode(code));
  } catch (error) {
    fail(/** @type {Error} */ (error));
  }
  call.end();
};
