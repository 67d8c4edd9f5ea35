import { readFileSync } from "node:fs";

/** How Harbor's API is reached. */
export interface HarborAccess {
  /** As in https://harbor.example, without a path. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** PEM of the CA that Harbor's certificate is from; absent: one that Node.js knows. */
  readonly ca?: string | undefined;
}

/**
 * Reads what the provider was configured with.
 * @throws an error that names the key, when something is missing or the CA cannot be read
 */
export function harborAccess(settings: Readonly<Record<string, unknown>>): HarborAccess {
  const text = (key: string): string => {
    const value = settings[key];
    if (typeof value === "string" && value !== "") return value;
    throw new Error(`The Harbor provider is not configured: ${key} is missing or not known yet.`);
  };
  const { caFile } = settings;
  return {
    url: text("url").replace(/\/+$/, ""),
    username: text("username"),
    password: text("password"),
    ca: typeof caFile === "string" ? authority(caFile) : undefined,
  };
}

function authority(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `registry.robots.caFile: "${file}" cannot be read (${code ?? "unknown"}); ` +
        "name the file with the CA of Harbor's API on this machine.",
    );
  }
}
