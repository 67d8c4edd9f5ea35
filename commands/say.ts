const started = Date.now();

/** Progress for people, on stderr, so that what a command prints can be piped. */
export function say(line: string): void {
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(`${String(seconds).padStart(4)} s  ${line}\n`);
}
