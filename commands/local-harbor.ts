import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { freePorts } from "../toolchain/free-ports";
import { HarborStandIn } from "../toolchain/harbor-stand-in";
import { stackValues } from "./stack-values";
import { dummySecret } from "./stack-file";
import { writeWhole } from "./whole-file";

interface Registry {
  readonly prefix?: string;
  readonly robots?: { readonly username?: string; readonly project?: string };
}

/** What makes the robot accounts of a local stack, up for as long as one command runs. */
export class LocalHarbor {
  private readonly standIn = new HarborStandIn();

  /** Its state and its port lie in this folder: another address would be another Harbor to the program. */
  constructor(
    private readonly folder: string,
    private readonly say: (line: string) => void,
  ) {}

  /** @returns its address; undefined where the stack file asks for no robots */
  async start(stackFile: string): Promise<string | undefined> {
    const { prefix = "", robots } = (stackValues(stackFile)["registry"] ?? {}) as Registry;
    if (!robots?.username) return undefined;
    const project = robots.project ?? prefix.split("/")[0] ?? "";
    const accounts = { [robots.username]: dummySecret };
    const stateFile = join(this.folder, "harbor.json");
    const { url, description } = await this.standIn.start({
      port: await this.port(),
      accounts,
      projects: [project],
      stateFile,
    });
    this.say(description);
    return url;
  }

  async stop(): Promise<void> {
    await this.standIn.stop();
  }

  private async port(): Promise<number> {
    const file = join(this.folder, "harbor-port");
    if (!existsSync(file)) writeWhole(file, String((await freePorts())[0]));
    return Number(readFileSync(file, "utf8"));
  }
}
