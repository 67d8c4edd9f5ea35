import assert from "node:assert/strict";
import { parse } from "yaml";
import { CheckoutCopy } from "./support/checkout-copy";

interface Workflow {
  on: object;
  permissions: Record<string, string>;
  jobs: Record<string, { strategy: { matrix: { stack: string[] } }; steps: Step[] }>;
}

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  run?: string;
}

interface Pipeline {
  preview: {
    parallel: { matrix: { STACK: string[] }[] };
    variables: Record<string, string>;
    script: string[];
  };
}

describe("the CI files for users", function () {
  this.timeout(300_000);
  let copy: CheckoutCopy;

  const workflow = () => parse(copy.read(".github/workflows/preview.yml")) as Workflow;
  const pipeline = () => (parse(copy.read(".gitlab-ci.yml")) as Pipeline).preview;
  const steps = () => workflow().jobs["preview"]?.steps ?? [];

  /** The change under review: a branch beside the base, in a checkout that has just been made. */
  before(() => {
    copy = new CheckoutCopy();
    copy.git("remote", "add", "origin", copy.folder);
    copy.git("fetch", "--quiet", "origin");
    copy.git("checkout", "--quiet", "-b", "change");
  });
  after(() => {
    copy.remove();
  });

  it("judge every stack that has site data", () => {
    const stacks = copy
      .git("ls-files", "policy/site")
      .split("\n")
      .flatMap((file) => /([^/]+)\.yaml$/.exec(file)?.[1] ?? []);
    assert.deepEqual(workflow().jobs["preview"]?.strategy.matrix.stack, stacks);
    assert.deepEqual(pipeline().parallel.matrix[0]?.STACK, stacks);
  });

  it("give a change under review no right but to be read", () => {
    assert.deepEqual(workflow().permissions, { contents: "read" });
    assert.deepEqual(Object.keys(workflow().on), ["pull_request"]);
  });

  it("name every foreign action by its commit", () => {
    for (const { uses } of steps().filter((step) => step.uses !== undefined))
      assert.match(uses ?? "", /^actions\/[a-z-]+@[0-9a-f]{40}$/);
  });

  it("fetch the revision that a change will be merged into", () => {
    assert.equal(steps()[0]?.with?.["fetch-depth"], 0);
    assert.equal(pipeline().variables["GIT_DEPTH"], "0");
  });

  it("run on GitHub as they are written", async function () {
    this.timeout(3_600_000);
    const known = { "matrix.stack": "dev", "github.base_ref": "main" };
    const runs = steps().filter(({ run }) => run !== undefined);
    assert.ok(runs.length > 0);
    for (const { env = {}, run = "" } of runs) {
      const values: NodeJS.ProcessEnv = {};
      for (const [name, text] of Object.entries(env)) values[name] = filledIn(text, known);
      assert.doesNotMatch(run, /\$\{\{/, "a script is no template");
      const { code, output } = await copy.shell(`set -e; ${run}`, values);
      assert.equal(code, 0, output);
      assert.doesNotMatch(output, /read from the working tree/);
      assert.match(output, /dev passes/);
    }
  });

  it("run on GitLab as they are written", async () => {
    // In GitLab too, the branch may be known under no name before the script fetches it.
    copy.git("update-ref", "-d", "refs/remotes/origin/main");
    const { script, variables } = pipeline();
    const given = { STACK: "prod", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" };
    const base = variables["BASE"]?.replace(
      "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
      given.CI_MERGE_REQUEST_TARGET_BRANCH_NAME,
    );
    const { code, output } = await copy.shell(["set -e", ...script].join("\n"), {
      ...given,
      BASE: base,
    });
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /read from the working tree/);
    assert.match(output, /prod passes/);
  });
});

/** What GitHub puts in place of `${{ … }}`; an expression that the test does not know is a mistake. */
function filledIn(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    const value = known[name];
    assert.ok(value !== undefined, `${name} is not known`);
    return value;
  });
}
