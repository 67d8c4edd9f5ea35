import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

import {
  nameProblem,
  refused,
  requestProblem,
  secretProblem,
  type Permission,
  type Reply,
  type RobotRequest,
} from "./harbor-stand-in-rules";

interface Kept {
  id: number;
  /** Project and name, without the prefix. */
  name: string;
  description: string;
  projectId: number;
  duration: number;
  /** Seconds since 1970. */
  madeAt: number;
  expiresAt: number;
  disabled: boolean;
  salt: string;
  /** Never the secret itself: it is shown once, when it is made. */
  hash: string;
  permissions: readonly Permission[];
}
const prefix = "robot$";
const day = 86_400;

/** What Harbor knows of robots, kept in a file, with the rules of its API. */
export class StandInRobots {
  private robots: Kept[] = [];
  private last = 0;

  constructor(
    private readonly projects: readonly string[],
    private readonly file: string | undefined,
    private readonly nowSeconds: () => number,
  ) {
    if (file === undefined || !existsSync(file)) return;
    const kept = JSON.parse(readFileSync(file, "utf8")) as { robots: Kept[]; last: number };
    this.robots = kept.robots;
    this.last = kept.last;
  }

  create(asked: RobotRequest): Reply {
    const { name = "", permissions = [], duration = 0 } = asked;
    const wrong = nameProblem(name) ?? requestProblem(asked);
    if (wrong) return wrong;
    const project = permissions[0]?.namespace ?? "";
    const projectId = this.projectId(project);
    if (projectId === 0) return refused(404, `project ${project} not found`);
    const whole = `${project}+${name}`;
    if (this.robots.some((robot) => robot.name === whole))
      return refused(409, `robot account ${projectId}:${whole} already exists`);
    const secret = `Aa1${randomBytes(15).toString("hex")}`;
    const madeAt = this.nowSeconds();
    const robot: Kept = {
      id: ++this.last,
      name: whole,
      description: asked.description ?? "",
      projectId,
      duration,
      madeAt,
      expiresAt: expiry(madeAt, duration),
      disabled: false,
      salt: randomBytes(8).toString("hex"),
      hash: "",
      permissions,
    };
    robot.hash = hashed(secret, robot.salt);
    this.robots.push(robot);
    this.save();
    const { id, name: fullName, expires_at } = shown(robot);
    return { status: 201, body: { id, name: fullName, secret, expires_at } };
  }

  /** q as in Level=project,ProjectID=1,name=~text; decoded once more, as Harbor does. */
  list(q: string): Reply {
    const pairs = decodeURIComponent(q.replaceAll("+", " ")).split(",");
    const words = new Map(pairs.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
    if (words.get("Level") !== "project") return { status: 200, body: [] };
    const projectId = Number(words.get("ProjectID"));
    if (!words.has("ProjectID"))
      return refused(400, "must with project ID when to query project robots");
    const name = words.get("name") ?? "~";
    const matches = (robot: Kept) =>
      name.startsWith("~") ? robot.name.includes(name.slice(1)) : robot.name === name;
    const found = this.robots.filter((robot) => robot.projectId === projectId && matches(robot));
    return { status: 200, body: found.map(shown) };
  }

  get(id: number): Reply {
    return this.withRobot(id, (robot) => ({ status: 200, body: shown(robot) }));
  }

  update(id: number, asked: RobotRequest): Reply {
    return this.withRobot(id, (robot) => {
      const { duration = robot.duration, permissions = [], description = "" } = asked;
      const wrong = requestProblem({ ...asked, duration });
      if (wrong) return wrong;
      if (this.projectId(permissions[0]?.namespace ?? "") !== robot.projectId)
        return refused(400, "cannot update the project id of robot");
      if (asked.name !== prefix + robot.name)
        return refused(400, "cannot update the level or name of robot");
      const expiresAt = expiry(robot.madeAt, duration);
      const disabled = asked.disable ?? false;
      Object.assign(robot, { duration, expiresAt, description, disabled, permissions });
      this.save();
      return { status: 200 };
    });
  }

  setSecret(id: number, { secret = "" }: { readonly secret?: string }): Reply {
    return this.withRobot(id, (robot) => {
      const wrong = secretProblem(secret);
      if (wrong) return wrong;
      robot.hash = hashed(secret, robot.salt);
      this.save();
      return { status: 200, body: { secret: "" } };
    });
  }

  delete(id: number): Reply {
    return this.withRobot(id, (robot) => {
      this.robots = this.robots.filter((other) => other !== robot);
      this.save();
      return { status: 200 };
    });
  }

  project(name: string): Reply {
    const id = this.projectId(name);
    if (id === 0) return refused(404, `project ${name} not found`);
    return { status: 200, body: { project_id: id, name } };
  }

  /** Whether a container runtime with this login would get an image of the project. */
  mayPull(username: string, secret: string, project: string): boolean {
    const robot = this.robots.find(({ name }) => prefix + name === username);
    return (
      robot?.hash === hashed(secret, robot?.salt ?? "") &&
      !robot.disabled &&
      (robot.expiresAt === -1 || robot.expiresAt > this.nowSeconds()) &&
      robot.permissions.some(
        ({ namespace, access }) =>
          namespace === project &&
          access.some(({ resource, action }) => resource === "repository" && action === "pull"),
      )
    );
  }

  private withRobot(id: number, act: (robot: Kept) => Reply): Reply {
    const robot = this.robots.find((candidate) => candidate.id === id);
    return robot ? act(robot) : refused(404, `robot ${String(id)} not found`);
  }

  private projectId(name: string): number {
    return this.projects.indexOf(name) + 1;
  }

  private save(): void {
    if (this.file === undefined) return;
    const text = JSON.stringify({ last: this.last, robots: this.robots });
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

const shown = ({ id, name, description, duration, expiresAt, disabled, permissions }: Kept) => ({
  id,
  name: prefix + name,
  description,
  level: "project",
  duration,
  expires_at: expiresAt,
  disable: disabled,
  editable: true,
  permissions,
});

const expiry = (madeAt: number, duration: number): number =>
  duration === -1 ? -1 : madeAt + duration * day;

const hashed = (secret: string, salt: string): string =>
  createHash("sha256").update(salt).update(secret).digest("hex");
