/** What came of a request that did not succeed. */
export interface Failure {
  /** The request in words, as in: make robot "prod-team-a-2" in project "mirror". */
  readonly task: string;
  readonly url: string;
  /** Of HTTP; absent where no whole answer came. */
  readonly status?: number;
  /** Harbor's own word for it, as in NOT_FOUND. */
  readonly code?: string | undefined;
  /** What Harbor or the connection said. */
  readonly words: string;
  readonly remedy: string;
}

/** A request that failed: what was asked, what was said, and what to do. Never holds a secret. */
export class HarborError extends Error {
  readonly status: number | undefined;
  /** Said by Harbor, and not by some other server at a wrong address. */
  readonly gone: boolean;

  constructor({ task, url, status, code, words, remedy }: Failure) {
    const said = status === undefined ? words : `${String(status)} (${words})`;
    super(`Harbor at ${url} did not ${task}: ${said}. ${remedy}`);
    this.status = status;
    this.gone = status === 404 && code === "NOT_FOUND";
  }
}

const again = "Nothing is lost: run pulumi up again";

/** An answer that is none of Harbor's. */
export const notHarbor = {
  words: "it answers what Harbor would not",
  remedy:
    "See that registry.robots.api leads to Harbor itself, and to no login page in front of it",
} as const;

/** What to do about an answer that is no success. */
export function remedyOf(status: number): string {
  if (status === 401)
    return "Check registry.robots.username, and set its password with: pulumi config set --secret harborPassword";
  if (status === 403)
    return "Let registry.robots.username make, change and delete robots in this project";
  if (status === 404)
    return "See that registry.robots.project is a project of this Harbor; of a robot that is gone: run pulumi up --refresh";
  if (status >= 500 || status === 429)
    return `Look into Harbor's own log. ${again}, once it is well`;
  return "Correct what it names";
}

/** What to do when no whole answer came; by the error code of Node.js. */
export function connectionFailure(code: string): Pick<Failure, "words" | "remedy"> {
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER|ALTNAME|TLS|SSL|EPROTO/.test(code))
    return {
      words: `its certificate or its TLS is not accepted (${code})`,
      remedy:
        "Name the file of its CA in registry.robots.caFile, and the host that the certificate is for",
    };
  if (code === "ETIMEDOUT")
    return { words: "it gave no answer in time", remedy: `${again}, once it answers` };
  if (code === "ECONNRESET" || code === "EPIPE")
    return { words: `the connection was cut (${code})`, remedy: again };
  return {
    words: `it cannot be reached (${code})`,
    remedy: `See that it runs and that registry.robots.api is its address. ${again}, once it answers`,
  };
}
