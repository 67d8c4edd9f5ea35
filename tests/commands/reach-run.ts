import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

import { reach, type ReachOptions } from "../../commands/reach";

const team = { namespace: "team" };
export const pod = (name: string, spec: object = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, ...team, labels: { app: name } },
  spec: { containers: [{ name: "a", ports: [{ containerPort: 80 }] }], ...spec },
});
export const policy = (name: string, spec: object) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, ...team },
  spec,
});
export const deny = policy("deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
export const web = { podSelector: { matchLabels: { app: "web" } } };
export const toStore = (...ports: object[]) =>
  policy("to-store", {
    ...web,
    policyTypes: ["Egress"],
    egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/30" } }], ports }],
  });
export const https = { port: 443 };
export const good = [deny, toStore(https), pod("web"), pod("db")];
export const yaml = (...objects: object[]) => objects.map((each) => stringify(each)).join("---\n");
export const row = {
  src: "team/web[Pod]",
  dst: "10.0.0.0-10.0.0.3",
  protocol: "TCP",
  ports: "443",
};
export const workflow = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata: { name: "w", ...team },
};

/** Runs `reach` in a folder of its own for each test. */
export class ReachRun {
  folder = "";
  stdout = "";
  stderr = "";

  /** To be called in a `describe`. */
  static each(): ReachRun {
    const run = new ReachRun();
    beforeEach(() => {
      run.folder = mkdtempSync(join(tmpdir(), "reach-"));
    });
    afterEach(() => {
      rmSync(run.folder, { recursive: true, force: true });
    });
    return run;
  }

  /** @returns the path of what was written */
  file(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return join(this.folder, name);
  }

  /** @returns the exit code */
  of(paths: readonly string[], options: Partial<ReachOptions> = {}, stdin = ""): number {
    [this.stdout, this.stderr] = ["", ""];
    return reach(
      paths,
      { diff: false, format: "json", ...options },
      {
        stdin: () => stdin,
        stdout: (text) => (this.stdout += text),
        stderr: (text) => (this.stderr += text),
      },
    );
  }

  /** What it printed as JSON. */
  json(): unknown {
    return JSON.parse(this.stdout);
  }
}
