"use strict";

const CHECK_MILLISECONDS = 500;

/**
 * Calls back once when the process that started this one is gone. A killed engine closes no plugin:
 * without this, each killed update leaves its plugins behind for good.
 * @param {() => void} whenGone
 */
exports.watchParent = (whenGone) => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    whenGone();
  }, CHECK_MILLISECONDS);
  timer.unref();
};
