import { execFileSync } from "node:child_process";
import { HiddenRelease } from "./hidden-release";
import type { Release } from "./release";

/** A real chart takes less than a second; one that takes this long hangs. */
const TIMEOUT_MS = 60_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** Turns a release and the archive of its chart into manifests. */
export type Render = (release: Release, archive: string) => string;

/**
 * What `helm template` makes of a release: no cluster is asked, hooks and CRDs are part of it.
 * @throws HiddenRelease when helm is not on PATH, refuses, or takes a minute
 */
export const helmTemplate: Render = ({ name, namespace, values }, archive) => {
  const args = ["template", name, archive, "--namespace", namespace, "--include-crds"];
  try {
    return execFileSync("helm", [...args, "--values", "-"], {
      // Values may be secret: they are seen neither in the list of processes nor in a file.
      input: JSON.stringify(values),
      encoding: "utf8",
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_BYTES,
      // None of Helm's own variables, which could change what comes out.
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    throw reasonOf(error as NodeJS.ErrnoException & { stderr?: string }, values);
  }
};

function reasonOf(
  { code, stderr = "" }: NodeJS.ErrnoException & { stderr?: string },
  values: unknown,
): HiddenRelease {
  if (code === "ENOENT")
    return new HiddenRelease(
      "there is no helm on PATH to render it with",
      "Put helm 3 on the PATH of the one who runs pulumi.",
    );
  if (code === "ETIMEDOUT")
    return new HiddenRelease(
      `helm did not render it within ${TIMEOUT_MS / 1000} s`,
      "Try again; if it hangs once more, look at the chart with helm template.",
    );
  return new HiddenRelease(
    `helm cannot render it: ${withoutValues(errorIn(stderr), values)}`,
    "Mend its values until helm template renders the chart with them.",
  );
}

/** Helm's own words, on one line, without its hint about a flag. */
const errorIn = (stderr: string): string =>
  stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("Use --debug"))
    .join(" ")
    .replace(/^.*?Error: /, "")
    .slice(0, 400);

/** Helm may quote what it was given, a password too. */
function withoutValues(text: string, value: unknown): string {
  if (typeof value === "string") return value.length < 4 ? text : text.replaceAll(value, "…");
  if (typeof value !== "object" || value === null) return text;
  return Object.values(value).reduce<string>(withoutValues, text);
}
