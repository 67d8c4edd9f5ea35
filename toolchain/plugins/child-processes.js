"use strict";
const { spawn } = require("node:child_process");

// The engine gives a plugin five seconds to end before it kills it.
const GRACE_MILLISECONDS = 2000;

/** The Node.js processes that the language host has started and has to take down with it. */
class ChildProcesses {
  /** @type {Set<import("node:child_process").ChildProcess>} */
  #running = new Set();

  /**
   * @param {string[]} args
   * @param {import("node:child_process").SpawnOptions} options
   */
  start(args, options) {
    const child = spawn(process.execPath, args, options);
    this.#running.add(child);
    const forget = () => this.#running.delete(child);
    child.once("exit", forget);
    child.once("error", forget);
    return child;
  }

  /**
   * Asks a child to end, and kills it when it does not. Resolves when it is gone.
   * @param {import("node:child_process").ChildProcess} child
   * @returns {Promise<void>}
   */
  end(child) {
    if (!this.#running.has(child)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
      child.once("exit", () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill("SIGTERM");
    });
  }

  async endAll() {
    await Promise.all([...this.#running].map((child) => this.end(child)));
  }

  killAll() {
    for (const child of this.#running) child.kill("SIGKILL");
  }
}

exports.ChildProcesses = ChildProcesses;
