"use strict";
const { createRequire } = require("node:module");

// What the SDK brings along is taken from where the SDK finds it: its messages and stubs only work
// with that very copy, and a copy of another version may lie nearer to this file.
const ofSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

/** @type {import("@grpc/grpc-js")} */
exports.grpc = ofSdk("@grpc/grpc-js");
exports.Empty = ofSdk("google-protobuf/google/protobuf/empty_pb.js").Empty;
/** Version of the SDK, which is also the version of the engine that it is made for. */
exports.sdkVersion = ofSdk("./package.json").version;

/**
 * For every server and client here: state and rendered CRDs go beyond gRPC's 4 MB, and what listens
 * on loopback is not to be looked for behind a proxy.
 */
exports.channelOptions = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_http_proxy": 0,
};

/**
 * Binds a server to a free loopback port.
 * @param {import("@grpc/grpc-js").Server} server
 * @returns {Promise<number>} the port
 */
exports.listenOnLoopback = (server) =>
  new Promise((resolve, reject) => {
    server.bindAsync(
      "127.0.0.1:0",
      exports.grpc.ServerCredentials.createInsecure(),
      (error, port) => (error ? reject(error) : resolve(port)),
    );
  });
