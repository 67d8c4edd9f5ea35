import { execFile, type ExecFileException } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";
import { z } from "zod";
import { target } from "./cache";
import { ToolchainError } from "./failure";

const Go = z.object({
  GOVERSION: z.string().default("of unknown version"),
  GOCACHE: z.string(),
  GOMODCACHE: z.string().default(""),
  GOPROXY: z.string().default(""),
});

/** The Go on PATH, as `go env` describes it. */
export type Go = Readonly<z.infer<typeof Go>>;

/**
 * The user's environment with what makes a build repeatable. GOPROXY, GOPRIVATE, GOFLAGS and their like stay as the
 * site set them. The checksum database is not asked, because go.sum is complete, and go.sum itself is always checked.
 */
export const goEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  ...target,
  GOTOOLCHAIN: "local",
  GOWORK: "off",
  GOSUMDB: "off",
  CGO_ENABLED: "0",
});

/** Refuses a missing Go and one older than the newest `go` line among the wrapper modules. */
export async function findGo(required: string, env: NodeJS.ProcessEnv): Promise<Go> {
  const go = Go.parse(JSON.parse(await goEnv(required, env)));
  const version = semver.coerce(go.GOVERSION);
  if (version !== null && semver.gte(version, required)) return go;
  throw new ToolchainError(
    `Go on PATH is ${go.GOVERSION}, older than the ${required} that toolchain/modules needs. ` +
      `Put Go ${required} or newer first on PATH.`,
  );
}

async function goEnv(required: string, env: NodeJS.ProcessEnv): Promise<string> {
  const names = Object.keys(Go.shape);
  try {
    const { stdout } = await promisify(execFile)("go", ["env", "-json", ...names], {
      env: goEnvironment(env),
    });
    return stdout;
  } catch (error) {
    const failure = error as ExecFileException;
    const missing = failure.code === "ENOENT";
    throw new ToolchainError(
      (missing ? "Go is not on PATH" : `\`go env\` failed: ${failure.message.trim()}`) +
        `, and the toolchain is built with it. Install Go ${required} or newer.`,
    );
  }
}

/** A proxy's address may carry credentials, and messages end up in logs. */
export const withoutCredentials = (text: string): string =>
  text.replace(/(:\/\/)[^/@\s,|]+@/g, "$1***@");
