import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

import { StandInRobots } from "./harbor-stand-in-robots";
import { refused, type Reply } from "./harbor-stand-in-rules";

/** What may go wrong once: an answer, a connection cut before or after the work, a foreign page, or silence. */
export type Fault =
  | number
  | { readonly status: number; readonly words: string }
  | "cutBefore"
  | "cutAfter"
  | "nonsense"
  | "silence";

export interface HarborStandInArgs {
  /** Absent: a free one. */
  readonly port?: number | undefined;
  /** Passwords of the accounts that may make robots, by name. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly projects: readonly string[];
  /** Keeps the robots from one start to the next; absent: they are forgotten. */
  readonly stateFile?: string | undefined;
  /** Seconds since 1970, for what expires. */
  readonly nowSeconds?: () => number;
}

/** A real HTTP server on loopback that answers as Harbor's API of robots does, and holds no image at all. */
export class HarborStandIn {
  /** Every request so far, as in POST /api/v2.0/robots. */
  readonly requests: string[] = [];
  private readonly faults: { method: string; fault: Fault }[] = [];
  private args: HarborStandInArgs = { accounts: {}, projects: [] };
  private robots = new StandInRobots([], undefined, seconds);
  private server: Server | undefined;

  /** @returns where it is, and a line that says what it is */
  async start(args: HarborStandInArgs): Promise<{ url: string; description: string }> {
    const { projects, stateFile, nowSeconds = seconds } = args;
    this.args = args;
    this.robots = new StandInRobots(projects, stateFile, nowSeconds);
    const server = createServer((request, response) => void this.serve(request, response));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(args.port ?? 0, "127.0.0.1", resolve);
    });
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    return { url, description: `Harbor stand-in at ${url}: it makes robots and holds no images` };
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await promisify(server.close.bind(server))();
  }

  /** Lets the next requests of a method go wrong, once for each call of this. */
  failNext(method: string, fault: Fault): void {
    this.faults.push({ method, fault });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    this.requests.push(`${method} ${url}`);
    const body = await read(request);
    const at = this.faults.findIndex((candidate) => candidate.method === method);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
    if (fault === "silence") return;
    if (fault === "cutBefore") {
      response.destroy();
      return;
    }
    const reply =
      failed(fault) ?? this.answer(method, new URL(url, "http://localhost"), body, request);
    if (fault === "cutAfter") {
      response.writeHead(reply.status, { "content-length": 1000 });
      response.write('{"id":', () => response.destroy());
      return;
    }
    response.setHeader("server", "Harbor stand-in");
    response.writeHead(reply.status, { "content-type": "application/json; charset=utf-8" });
    if (fault === "nonsense") response.end("<html>Sign in</html>");
    else response.end(reply.body === undefined ? "" : JSON.stringify(reply.body));
  }

  private answer(method: string, url: URL, body: string, request: IncomingMessage): Reply {
    const { username, password } = basicLogin(request);
    if (url.pathname === "/service/token") return this.token(username, password, url);
    if (!(username in this.args.accounts) || this.args.accounts[username] !== password)
      return refused(401, "unauthorized");
    const [, collection, name] =
      /^\/api\/v2\.0\/(robots|projects)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    const id = Number(name);
    const json = body === "" ? {} : (JSON.parse(body) as object);
    if (collection === "projects" && method === "GET" && name !== undefined)
      return this.robots.project(decodeURIComponent(name));
    if (collection !== "robots") return { status: 404 };
    if (name === undefined)
      return method === "POST"
        ? this.robots.create(json)
        : this.robots.list(url.searchParams.get("q") ?? "");
    if (method === "GET") return this.robots.get(id);
    if (method === "PUT") return this.robots.update(id, json);
    if (method === "PATCH") return this.robots.setSecret(id, json);
    return this.robots.delete(id);
  }

  /** What a container runtime asks before it pulls: scope is repository:<project>/<path>:pull. */
  private token(username: string, password: string, url: URL): Reply {
    const [, path = ""] = (url.searchParams.get("scope") ?? "").split(":");
    const [project = ""] = path.split("/");
    return this.robots.mayPull(username, password, project)
      ? { status: 200, body: { token: "stand-in", expires_in: 1800 } }
      : { status: 401 };
  }
}

/** Harbor tells nobody what went wrong inside. */
function failed(fault: Fault | undefined): Reply | undefined {
  if (typeof fault === "object") return refused(fault.status, fault.words);
  if (typeof fault !== "number") return undefined;
  return refused(fault, fault >= 500 ? "internal server error" : "refused on purpose");
}

const seconds = (): number => Math.floor(Date.now() / 1000);

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function basicLogin({ headers }: IncomingMessage): { username: string; password: string } {
  const [, encoded = ""] = (headers.authorization ?? "").split(" ");
  const [, username = "", password = ""] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return { username, password };
}
