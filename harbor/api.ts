import http from "node:http";
import https from "node:https";
import { setTimeout as pause } from "node:timers/promises";

import type { HarborAccess } from "./access";
import { connectionFailure, HarborError, notHarbor, remedyOf, type Failure } from "./harbor-error";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One request to Harbor. */
export interface Question {
  /** In words, for messages: what Harbor did not do. */
  readonly task: string;
  readonly method: Method;
  /** Below /api/v2.0. */
  readonly path: string;
  readonly body?: object;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** How long Harbor may take for one answer. */
const timeoutMilliseconds = 20_000;

/** Pauses before asking again. */
const pausesMilliseconds = [200, 1000];

/** Harbor's API, version 2.0. Asks again where that can do no harm: anything but POST. */
export class HarborApi {
  constructor(
    private readonly access: HarborAccess,
    private readonly timeout = timeoutMilliseconds,
  ) {}

  /**
   * @returns the JSON of the answer; undefined where it has none
   * @throws HarborError
   */
  async ask(question: Question): Promise<unknown> {
    const pauses = question.method === "POST" ? [] : pausesMilliseconds;
    for (const milliseconds of pauses)
      try {
        return await this.askOnce(question);
      } catch (error) {
        if (!(error instanceof HarborError) || !mayPass(error)) throw error;
        await pause(milliseconds);
      }
    return this.askOnce(question);
  }

  /** An error about what Harbor answered. */
  failure(task: string, about: Pick<Failure, "words" | "remedy">): HarborError {
    return new HarborError({ task, url: this.access.url, ...about });
  }

  private async askOnce(question: Question): Promise<unknown> {
    const { task } = question;
    const answer = await this.send(question).catch((error: unknown) => {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw this.failure(task, connectionFailure(code));
    });
    const { status } = answer;
    if (status < 200 || status > 299) {
      const { code, words } = complaint(answer);
      throw new HarborError({
        task,
        url: this.access.url,
        status,
        code,
        words: this.withoutSecrets(words, question),
        remedy: remedyOf(status),
      });
    }
    if (answer.text.trim() === "") return undefined;
    try {
      return JSON.parse(answer.text);
    } catch {
      throw this.failure(task, notHarbor);
    }
  }

  private send({ method, path, body }: Question): Promise<Answer> {
    const { url, username, password, ca } = this.access;
    const target = new URL(`${url}/api/v2.0${path}`);
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const options = {
      method,
      auth: `${username}:${password}`,
      // One request, one connection: an idle one that Harbor has closed would look like a cut.
      agent: false,
      signal: AbortSignal.timeout(this.timeout),
      headers: {
        accept: "application/json",
        "x-is-resource-name": "true",
        ...(payload !== undefined && {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(payload),
        }),
      },
      ...(ca !== undefined && { ca }),
    };
    return new Promise<Answer>((resolve, reject) => {
      const request = (target.protocol === "http:" ? http : https).request(target, options);
      request.on("error", (error) => {
        reject(error.name === "AbortError" ? coded("ETIMEDOUT") : error);
      });
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, text });
        });
      });
      request.end(payload);
    });
  }

  /** Harbor, or a proxy in front of it, may repeat what it was sent. */
  private withoutSecrets(words: string, { body }: Question): string {
    const { username, password } = this.access;
    const { secret } = (body ?? {}) as { secret?: string };
    const basic = Buffer.from(`${username}:${password}`).toString("base64");
    return [password, basic, ...(secret === undefined ? [] : [secret])].reduce(
      (rest, text) => rest.replaceAll(text, "[secret]"),
      words,
    );
  }
}

/** Not Harbor's own doing, or only for a moment. */
const mayPass = ({ status }: HarborError): boolean =>
  status === undefined || [429, 502, 503, 504].includes(status);

const coded = (code: string): Error => Object.assign(new Error(code), { code });

/** Harbor says what is wrong in errors[]; anything else is cut short. */
function complaint({ text }: Answer): { code?: string | undefined; words: string } {
  try {
    const { errors } = JSON.parse(text) as { errors: readonly { code: string; message: string }[] };
    return { code: errors[0]?.code, words: errors.map(({ message }) => message).join("; ") };
  } catch {
    return { words: text.replace(/\s+/g, " ").trim().slice(0, 80) || "no words" };
  }
}
