import type { HarborApi } from "./api";
import { HarborError, notHarbor } from "./harbor-error";
import type { RobotInputs, RobotState } from "./robot-inputs";

/** A robot as Harbor shows it; its secret is never among it. */
interface Shown {
  readonly id: number;
  readonly name: string;
  readonly description?: string;
  readonly duration?: number;
  readonly expires_at: number;
}

/** Pull-only robots of projects, made such that a run which was cut off is simply repeated. */
export class HarborRobots {
  constructor(private readonly api: HarborApi) {}

  /**
   * Harbor draws a secret of its own for a new robot, which is overwritten and never looked at. What an
   * earlier run left half made is taken over if its description is the very same.
   * @throws HarborError
   */
  async create(inputs: RobotInputs): Promise<{ id: string; state: RobotState }> {
    const id = await this.make(inputs);
    return { id, state: await this.update(id, inputs) };
  }

  /** @returns undefined where the robot is gone, or the number belongs to another one by now */
  async read(id: string, known: RobotState): Promise<RobotState | undefined> {
    const found = await this.find(id, known);
    if (found === undefined) return undefined;
    const { project, name, secret } = known;
    const { duration = -1 } = found;
    return {
      project,
      name,
      secret,
      description: found.description ?? "",
      ...(duration > 0 && { durationDays: duration }),
      fullName: found.name,
      expiresAt: found.expires_at,
    };
  }

  /** Brings everything that can change to what the inputs say, rights and secret included. */
  async update(id: string, inputs: RobotInputs): Promise<RobotState> {
    const task = `change ${inWords(inputs)}`;
    const found = await this.find(id, inputs);
    if (found === undefined)
      throw this.api.failure(task, {
        words: "it is gone",
        remedy: "Run pulumi up --refresh, which makes it anew",
      });
    const path = `/robots/${id}`;
    const body = { ...asked(inputs), name: found.name, disable: false };
    await this.api.ask({ task, method: "PUT", path, body });
    await this.api.ask({
      task: `set the secret of ${inWords(inputs)}`,
      method: "PATCH",
      path,
      body: { secret: inputs.secret },
    });
    const { expires_at: expiresAt } = (await this.find(id, inputs)) ?? found;
    return { ...inputs, fullName: found.name, expiresAt };
  }

  /** A robot that is gone already is as good as deleted. */
  async delete(id: string, known: RobotState): Promise<void> {
    if ((await this.find(id, known)) === undefined) return;
    const task = `delete ${inWords(known)}`;
    await unlessGone(this.api.ask({ task, method: "DELETE", path: `/robots/${id}` }));
  }

  private async make(inputs: RobotInputs): Promise<string> {
    const task = `make ${inWords(inputs)}`;
    const body = { ...asked(inputs), name: inputs.name };
    try {
      const made = await this.api.ask({ task, method: "POST", path: "/robots", body });
      return String(this.shown(made, task).id);
    } catch (error) {
      // 409: there is one. No status: whether it was made before the connection broke is not known.
      if (!(error instanceof HarborError) || ![409, undefined].includes(error.status)) throw error;
      return await this.takeOver(inputs, error);
    }
  }

  private async takeOver(inputs: RobotInputs, reason: HarborError): Promise<string> {
    const { project, name } = inputs;
    const task = `look for ${inWords(inputs)}`;
    const ask = (path: string) => this.api.ask({ task, method: "GET", path });
    let list: unknown;
    try {
      const answer = await ask(`/projects/${encodeURIComponent(project)}`);
      const { project_id: number } = answer as { project_id: number };
      // Harbor decodes q twice, which would make a space of the + in a whole name: hence the part after it.
      const query = `Level=project,ProjectID=${String(number)},name=~${name}`;
      list = await ask(`/robots?page_size=100&q=${encodeURIComponent(query)}`);
    } catch (error) {
      // Where nothing can be asked any more, the first failure is the one that tells something.
      throw reason.status === undefined ? reason : error;
    }
    const found = Array.isArray(list) ? (list as Shown[]) : [];
    const robot = found.find((candidate) => isCalled(candidate, inputs));
    if (robot === undefined) throw reason;
    if (robot.description !== inputs.description)
      throw this.api.failure(`hand over ${inWords(inputs)}`, {
        words: "one of this name is there, and its description says that it is not this stack's",
        remedy: `Delete ${robot.name} in Harbor if nobody uses it, or give the stack another name`,
      });
    return String(robot.id);
  }

  private async find(id: string, wanted: RobotInputs): Promise<Shown | undefined> {
    const task = `read ${inWords(wanted)}`;
    const answer = await unlessGone(this.api.ask({ task, method: "GET", path: `/robots/${id}` }));
    if (answer === undefined) return undefined;
    const robot = this.shown(answer, task);
    // A Harbor that was set up anew counts from one again.
    return isCalled(robot, wanted) ? robot : undefined;
  }

  private shown(answer: unknown, task: string): Shown {
    const robot = answer as Partial<Shown> | null | undefined;
    if (typeof robot?.id === "number" && typeof robot.name === "string") return robot as Shown;
    throw this.api.failure(task, notHarbor);
  }
}

/** What Harbor is to make of the inputs, but for the name: its own has a prefix. */
const asked = ({ project, description, durationDays }: RobotInputs) => ({
  description,
  level: "project",
  duration: durationDays ?? -1,
  permissions: [
    {
      kind: "project",
      namespace: project,
      access: [{ resource: "repository", action: "pull" }],
    },
  ],
});

const inWords = ({ project, name }: RobotInputs): string =>
  `robot "${name}" in project "${project}"`;

/** The prefix before it is Harbor's own, and may be changed there. */
const isCalled = (robot: Shown, { project, name }: RobotInputs): boolean =>
  robot.name.endsWith(`${project}+${name}`);

/** Absent answers are undefined. */
async function unlessGone(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HarborError && error.gone) return undefined;
    throw error;
  }
}
