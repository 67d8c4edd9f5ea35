"use strict";
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const {
  AnalyzerHandshakeResponse,
  AnalyzerStackConfigureRequest,
  AnalyzerStackConfigureResponse,
} = require("@pulumi/pulumi/proto/analyzer_pb");
const { channelOptions, grpc, listenOnLoopback } = require("./pulumi-sdk");

/** @param {any} bytes */
const asBytes = (bytes) => bytes;

/** @param {{ serializeBinary(): Uint8Array }} message */
const empty = (message) => Buffer.from(message.serializeBinary());

/**
 * Stands between the engine and a policy pack until the stack is known. The engine names stack and
 * configuration only to a pack that already serves, while a pack reads them from its environment as
 * it starts: so this answers first, the pack is started then, and everything is passed on unread.
 */
class PolicyPackProxy {
  #server = new grpc.Server(channelOptions);
  /** @type {any} */
  #configured;
  /** @type {any} */
  #started;
  /** @type {any} */
  #failed;
  /** Resolves to the stack's AnalyzerStackConfigureRequest, or to undefined when the engine names no stack. */
  configuration = new Promise((resolve) => (this.#configured = resolve));
  /** @type {Promise<any>} */
  #pack = new Promise((resolve, reject) => {
    this.#started = resolve;
    this.#failed = reject;
  });

  constructor() {
    this.#server.addService(bytesOnly(AnalyzerService), this.#handlers());
  }

  listen() {
    return listenOnLoopback(this.#server);
  }

  /** @param {number} port on which the pack serves */
  async attach(port) {
    const address = `127.0.0.1:${port}`;
    const pack = new grpc.Client(address, grpc.credentials.createInsecure(), channelOptions);
    const stack = await this.configuration;
    if (stack) await configure(pack, stack);
    this.#started(pack);
  }

  /**
   * Stays up to say so: an engine that finds nobody listening reports a broken connection only.
   * @param {Error} error with which every waiting and later call is answered
   */
  fail(error) {
    this.#pack.catch(() => undefined); // no call may be waiting for it
    this.#failed(error);
    this.#pack = Promise.reject(error);
    this.#pack.catch(() => undefined);
  }

  #handlers() {
    /** @type {Record<string, any>} */
    const handlers = {};
    for (const [name, { path }] of Object.entries(AnalyzerService)) {
      handlers[name] = (/** @type {any} */ call, /** @type {any} */ callback) => {
        this.#configured(undefined);
        this.#pack
          .then((pack) => pack.makeUnaryRequest(path, asBytes, asBytes, call.request, callback))
          .catch(callback);
      };
    }
    handlers["handshake"] = (/** @type {any} */ _call, /** @type {any} */ callback) =>
      callback(null, empty(new AnalyzerHandshakeResponse()));
    handlers["configureStack"] = (/** @type {any} */ call, /** @type {any} */ callback) => {
      this.#configured(AnalyzerStackConfigureRequest.deserializeBinary(call.request));
      callback(null, empty(new AnalyzerStackConfigureResponse()));
    };
    return handlers;
  }
}

/** @param {any} service */
function bytesOnly(service) {
  const raw = {
    requestSerialize: asBytes,
    requestDeserialize: asBytes,
    responseSerialize: asBytes,
    responseDeserialize: asBytes,
  };
  return Object.fromEntries(
    Object.entries(service).map(([name, method]) => [name, { ...method, ...raw }]),
  );
}

/**
 * @param {any} pack
 * @param {AnalyzerStackConfigureRequest} stack
 */
function configure(pack, stack) {
  const { path } = AnalyzerService.configureStack;
  return new Promise((resolve, reject) => {
    pack.makeUnaryRequest(path, empty, asBytes, stack, (/** @type {any} */ error) => {
      // A pack on an older @pulumi/policy does not know this call, and needs it for stack tags only.
      if (error && error.code !== grpc.status.UNIMPLEMENTED) reject(error);
      else resolve(undefined);
    });
  });
}

exports.PolicyPackProxy = PolicyPackProxy;
