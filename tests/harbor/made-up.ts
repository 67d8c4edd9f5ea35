import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { HarborApi } from "../../harbor/api";
import { HarborRobots } from "../../harbor/robots";
import { HarborStandIn, type HarborStandInArgs } from "../../toolchain/harbor-stand-in";

export const maker = { username: "robot$maker", password: "Maker-pass-1" };

export const asked = {
  project: "mirror",
  name: "test-team-a-1",
  description: "tenant team-a of stack test",
  secret: "Own-secret-of-team-a-1",
};

/** What a test works with; everything is gone when it ends. */
export interface Place {
  readonly harbor: HarborStandIn;
  readonly url: string;
  readonly robots: HarborRobots;
  /** A file in a folder of its own. */
  readonly stateFile: string;
  /** Robots by another account, or with less patience. */
  readonly as: (change: { password?: string; timeout?: number; url?: string }) => HarborRobots;
}

/** Runs a test against a Harbor stand-in of its own. */
export async function withHarbor(
  test: (place: Place) => Promise<void>,
  change: Partial<HarborStandInArgs> = {},
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "harbor-"));
  const harbor = new HarborStandIn();
  const stateFile = path.join(folder, "robots.json");
  try {
    const accounts = { [maker.username]: maker.password };
    const { url } = await harbor.start({ accounts, projects: ["mirror"], stateFile, ...change });
    const as: Place["as"] = ({ timeout, ...access }) =>
      new HarborRobots(new HarborApi({ url, ...maker, ...access }, timeout));
    await test({ harbor, url, stateFile, as, robots: as({}) });
  } finally {
    await harbor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the login may pull from the project, asked as a container runtime does. */
export async function mayPull(url: string, username: string, password: string): Promise<boolean> {
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const scope = encodeURIComponent("repository:mirror/seldonio/mlserver:pull");
  const answer = await fetch(`${url}/service/token?service=harbor-registry&scope=${scope}`, {
    headers: { authorization: `Basic ${basic}` },
  });
  return answer.status === 200;
}
