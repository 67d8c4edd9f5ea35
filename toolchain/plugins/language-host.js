"use strict";
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const language = require("@pulumi/pulumi/proto/language_pb");
const { PackageDependency, PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ChildProcesses } = require("./child-processes");
const { programDependencies, requiredPlugins } = require("./node-packages");
const { watchParent } = require("./parent-watch");
const { runPolicyPack } = require("./policy-pack");
const { runProgram } = require("./program-run");
const { channelOptions, Empty, grpc, listenOnLoopback, sdkVersion } = require("./pulumi-sdk");

/** @param {any} call */
const programFolder = (call) => call.request.getInfo().getProgramDirectory();

/** @param {any} call */
function requiredPackages(call) {
  const packages = requiredPlugins(programFolder(call)).map(({ name, version, server }) =>
    new PackageDependency().setName(name).setKind("resource").setVersion(version).setServer(server),
  );
  return new language.GetRequiredPackagesResponse().setPackagesList(packages);
}

/** @param {any} call */
function dependencies(call) {
  const list = programDependencies(programFolder(call), call.request.getTransitivedependencies());
  return new language.GetProgramDependenciesResponse().setDependenciesList(
    list.map(({ name, version }) =>
      new language.DependencyInfo().setName(name).setVersion(version),
    ),
  );
}

function about() {
  const response = new language.AboutResponse();
  response.getMetadataMap().set("language host", "stand-in on the Node.js SDK");
  return response.setExecutable(process.execPath).setVersion(process.version);
}

/**
 * @param {any} call
 * @param {ChildProcesses} children
 */
function runPlugin(call, children) {
  const kind = call.request.getKind();
  const refuse = (/** @type {number} */ code, /** @type {string} */ details) =>
    call.emit("error", { code, details });
  if (kind !== "analyzer") {
    refuse(
      grpc.status.UNIMPLEMENTED,
      `This stand-in language host runs programs and policy packs, no ${kind} plugins. ` +
        "Use the official Pulumi CLI for that.",
    );
    return;
  }
  runPolicyPack(call, children).catch((/** @type {Error} */ error) =>
    refuse(grpc.status.FAILED_PRECONDITION, error.message),
  );
}

/** @param {(call: any) => any} answer */
const unary = (answer) => async (/** @type {any} */ call, /** @type {any} */ callback) => {
  try {
    callback(null, await answer(call));
  } catch (error) {
    callback(error);
  }
};

/**
 * Serves the calls that `up`, `preview`, `destroy`, `--policy-pack` and `about` need. gRPC answers
 * UNIMPLEMENTED to all others (code generation, packing, installing), and the engine copes with that.
 * @param {string[]} args as the engine passes them, its own address last
 */
exports.serveLanguageHost = async (args) => {
  const engine = args.at(-1) ?? "";
  const children = new ChildProcesses();
  const server = new grpc.Server(channelOptions);
  server.addService(LanguageRuntimeService, {
    handshake: unary(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(sdkVersion)),
    getRequiredPackages: unary(requiredPackages),
    getProgramDependencies: unary(dependencies),
    about: unary(about),
    run: unary((call) => runProgram(call, engine, children)),
    runPlugin: (/** @type {any} */ call) => runPlugin(call, children),
    cancel: unary(async () => {
      await children.endAll();
      return new Empty();
    }),
  });
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => void children.endAll().then(() => process.exit(0)));
  watchParent(() => {
    children.killAll();
    process.exit(1);
  });
  console.log(String(await listenOnLoopback(server)));
};
