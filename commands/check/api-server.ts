import { request as requestPlain, type OutgoingHttpHeaders } from "node:http";
import { request, type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";

/** An answer of an API server that is none, in words for a person. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    /** Of HTTP; undefined where there was no answer at all. */
    readonly status?: number,
  ) {
    super(message);
  }
}

/** Asks for a path and returns the JSON. @throws NoAnswer */
export type Ask = (path: string, accept?: string) => Promise<unknown>;

const SECONDS = 30;
/** Of one answer; a page of a list is far smaller. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The API server behind the current context; nothing is asked yet. */
export function apiServer(kubeconfig: KubeConfig): Ask {
  const server = kubeconfig.getCurrentCluster()?.server ?? "";
  return async (path, accept = "application/json") => {
    const options: RequestOptions = { method: "GET" };
    try {
      await kubeconfig.applyToHTTPSOptions(options);
    } catch {
      // What a log-in program or the client says of it may quote keys.
      throw new NoAnswer("the kubeconfig's user or cluster cannot be used");
    }
    options.headers = { ...(options.headers as OutgoingHttpHeaders), Accept: accept };
    options.timeout = SECONDS * 1000;
    const text = await answer(`${server.replace(/\/$/, "")}${path}`, options);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new NoAnswer("the answer is no JSON");
    }
  };
}

const answer = (url: string, options: RequestOptions): Promise<string> =>
  new Promise((done, fail) => {
    const isPlain = url.startsWith("http://");
    const sent = (isPlain ? requestPlain : request)(
      url,
      isPlain ? { ...options, agent: undefined } : options,
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on("data", (part: Buffer) => {
          bytes += part.length;
          if (bytes > MOST_BYTES) sent.destroy(new NoAnswer("the answer is too long"));
          else parts.push(part);
        });
        response.on("end", () => {
          const status = response.statusCode ?? 0;
          // What the server says of a refusal may hold names of users; its number is enough.
          if (status === 200) done(Buffer.concat(parts).toString("utf8"));
          else fail(new NoAnswer(`the API server answers ${status}`, status));
        });
        response.on("error", fail);
      },
    );
    sent.setTimeout(SECONDS * 1000, () => {
      sent.destroy(new NoAnswer(`no answer within ${SECONDS} seconds`));
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      fail(
        error instanceof NoAnswer ? error : new NoAnswer(`no answer: ${error.code ?? error.name}`),
      );
    });
    sent.end();
  });
