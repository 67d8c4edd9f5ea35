"use strict";
// The SDK's own provider server keeps a provider's configuration to itself, and prints a stack trace with
// each error; hence this one, for the calls that a resource needs. gRPC answers UNIMPLEMENTED to others.
const { createRequire } = require("node:module");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { version } = require("../package.json");
const sdk = require("../toolchain/plugins/pulumi-sdk");
const { asSecret, hasUnknown, withoutSecretMarks } = require("../toolchain/plugins/wire-values");
const { harborAccess } = require("./access");
const { HarborApi } = require("./api");
const { differences } = require("./robot-differences");
const { inputProblems } = require("./robot-inputs");
const { HarborRobots } = require("./robots");

// The SDK's messages only take this class from the very copy that the SDK itself uses.
const { Struct } = createRequire(require.resolve("@pulumi/pulumi/package.json"))(
  "google-protobuf/google/protobuf/struct_pb.js",
);
const robotType = "harbor:index:Robot";

/** @typedef {Record<string, any>} Values */

/** @param {any} struct */
const plain = (struct) => withoutSecretMarks(struct?.toJavaScript() ?? {});

/** @param {Values} state */
const sealed = (state) => Struct.fromJavaScript({ ...state, secret: asSecret(state.secret) });

/** @param {(request: any) => any} answer */
const unary = (answer) => async (/** @type {any} */ call, /** @type {any} */ callback) => {
  try {
    callback(null, await answer(call.request));
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error);
    callback({ code: sdk.grpc.status.UNKNOWN, details });
  }
};

/** @param {any} request */
function check(request) {
  const token = request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
  const known = Object.entries(plain(request.getNews())).filter(([, value]) => !hasUnknown(value));
  const unknown = Object.keys(plain(request.getNews())).filter(
    (key) => !known.some(([name]) => name === key),
  );
  const problems =
    token === robotType
      ? inputProblems(Object.fromEntries(known), unknown)
      : [{ property: "", reason: `${token} is no resource of Harbor's; there is ${robotType}` }];
  const failures = problems.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(reason),
  );
  return new messages.CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
}

/** @param {any} request */
function diff(request) {
  const { changes, replaces } = differences(plain(request.getOlds()), plain(request.getNews()));
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  return new messages.DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changes)
    .setReplacesList(replaces);
}

/** What a provider is told of Harbor may change without any robot being made anew. */
const configuration = {
  checkConfig: unary((request) => new messages.CheckResponse().setInputs(request.getNews())),
  diffConfig: unary((request) => {
    const same =
      JSON.stringify(plain(request.getOlds())) === JSON.stringify(plain(request.getNews()));
    const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
    return new messages.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
  }),
};

function service() {
  /** @type {Values} */
  let settings = {};
  // No call but these four needs Harbor: a preview opens no connection.
  const robots = () => new HarborRobots(new HarborApi(harborAccess(settings)));
  return {
    ...configuration,
    configure: unary((request) => {
      settings = plain(request.getArgs());
      return new messages.ConfigureResponse().setAcceptsecrets(true);
    }),
    check: unary(check),
    diff: unary(diff),
    create: unary(async (request) => {
      const { id, state } = await robots().create(plain(request.getProperties()));
      return new messages.CreateResponse().setId(id).setProperties(sealed(state));
    }),
    read: unary(async (request) => {
      const olds = plain(request.getProperties());
      const found = await robots().read(request.getId(), olds);
      if (found === undefined) return new messages.ReadResponse();
      const { fullName, expiresAt, ...inputs } = found;
      return new messages.ReadResponse()
        .setId(request.getId())
        .setProperties(sealed({ ...inputs, fullName, expiresAt }))
        .setInputs(sealed(inputs));
    }),
    update: unary(async (request) => {
      const news = plain(request.getNews());
      const state = await robots().update(request.getId(), news);
      return new messages.UpdateResponse().setProperties(sealed(state));
    }),
    delete: unary(async (request) => {
      await robots().delete(request.getId(), plain(request.getProperties()));
      return new sdk.Empty();
    }),
    cancel: unary(() => new sdk.Empty()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new messages.GetSchemaResponse().setSchema("{}")),
    attach: unary(() => new sdk.Empty()),
  };
}

/** Serves on a free loopback port, and prints that for the engine. */
exports.servePlugin = async () => {
  const server = new sdk.grpc.Server(sdk.channelOptions);
  server.addService(ResourceProviderService, service());
  console.log(String(await sdk.listenOnLoopback(server)));
};
