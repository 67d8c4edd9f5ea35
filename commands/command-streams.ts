import { readBounded } from "./documents/bounded";

/** Where a command reads and writes; the process's own streams, outside of tests. */
export interface CommandStreams {
  readonly stdin: () => string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Those of this process. */
export const processStreams: CommandStreams = {
  stdin: () => readBounded(0),
  stdout: (text) => {
    if (!process.stdout.listeners("error").includes(endQuietly))
      process.stdout.on("error", endQuietly);
    process.stdout.write(text);
  },
  stderr: (text) => process.stderr.write(text),
};

/** Whoever reads may have seen enough, as `head` does: no reason for a stack trace. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}
