import assert from "node:assert/strict";
import { githubOf } from "../../../commands/check/github";
import { outcomeWith } from "./outcome";

/** As the runner reads a line; undefined for one that is only printed. */
function commandIn(line: string) {
  const [, command, properties = "", data = ""] =
    /^::(\w+)(?: ([^:]*(?:::)?[^:]*?))?::(.*)$/.exec(line) ?? [];
  const plain = (text: string): string =>
    text
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%25", "%");
  const pairs = properties.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), plain(pair.slice(at + 1))];
  });
  return {
    command,
    properties: Object.fromEntries(pairs) as Record<string, string>,
    data: plain(data),
  };
}

describe("check --format github", () => {
  const parsed = (text?: string) =>
    githubOf(outcomeWith(text)).trimEnd().split("\n").map(commandIn);

  it("annotates the line with an error, and says advice as a notice", () => {
    const [problem, violation, advice] = parsed();
    assert.equal(problem?.command, "error");
    assert.deepEqual(violation, {
      command: "error",
      properties: { file: "in/a b.yaml", line: "7", col: "5", title: "images-come-from-harbor" },
      data: "v1 Pod team/web: spec.containers[0].image: plain. Mirror it.",
    });
    assert.equal(advice?.command, "notice");
    assert.deepEqual(advice.properties, { title: "nothing-dangles" });
  });

  it("lets no text begin a command of its own, and brings it through as it is", () => {
    const odd = "100%0A\r\n::error::forged, file=x:y";
    const commands = parsed(odd);
    assert.equal(commands.length, 3);
    assert.ok(commands[1]?.data.includes(odd));
  });

  it("lets no file name end its property", () => {
    const outcome = outcomeWith();
    const [first] = outcome.told;
    assert.ok(first?.place);
    const told = [{ ...first, place: { ...first.place, file: "a,line=1:b%.yaml" } }];
    const [command] = githubOf({ ...outcome, told, problems: [] })
      .split("\n")
      .map(commandIn);
    assert.equal(command?.properties["file"], "a,line=1:b%.yaml");
    assert.equal(command.properties["line"], "7");
  });

  it("prints nothing where there is nothing to say", () => {
    assert.equal(githubOf({ told: [], problems: [], objects: 1 }), "");
  });
});
