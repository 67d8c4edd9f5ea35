import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentsIn, sourcesIn } from "../../../commands/documents";

const read = (text: string) => {
  const problems: string[] = [];
  return { values: documentsIn(["-"], () => text, problems), problems };
};
/** What stands behind `x: `, or why it was refused. */
const scalar = (text: string): unknown => {
  const { values, problems } = read(`x: ${text}\n`);
  return problems[0] ?? (values[0] as { x: unknown }).x;
};

describe("reading a text without quotes as kubectl does", () => {
  const same: [unknown, string][] = [
    [true, "yes y Y Yes YES on On true TRUE"],
    [false, "no n N No NO off OFF false False"],
    [null, "~ null Null"],
    [511, "0777 0o777 +0777 0_777 0x1ff 0X1FF 0b111111111 511 5_11"],
    [-3, "-3 -0b11 -0x3 -03"],
    [0.5, ".5 0.5 +.5 5e-1 00.5"],
    [8, "08 8. 8.0"],
  ];
  for (const [value, spellings] of same)
    it(`takes ${spellings} for ${String(value)}`, () => {
      for (const text of spellings.split(" ")) assert.equal(scalar(text), value, text);
    });

  it("leaves sixty-based numbers, dates, versions and odd cases as text", () => {
    for (const text of [
      "1:30",
      "12:30:45",
      "2001-01-01",
      "1.2.3",
      "yES",
      "tRue",
      "0o8",
      "0x",
      "_1",
      "nan",
    ])
      assert.equal(scalar(text), text);
  });

  it("leaves all that is quoted, in a block, or marked as text", () => {
    for (const text of ['"yes"', "'yes'", "!!str yes", ">-\n  yes"])
      assert.equal(scalar(text), "yes");
  });

  it("does so for keys, in flow style and behind anchors too", () => {
    assert.deepEqual(scalar("{ on: off, a: &b yes, c: *b }"), { true: false, a: true, c: true });
  });
});

describe("what is not read as kubectl reads it", () => {
  const refused: [string, string, string, RegExp][] = [
    ["a bare tag", "x: ! yes", "x: '! yes'", /a bare or verbatim tag/],
    ["a bare tag in a list", "x: [! yes]", 'x: ["! yes"]', /a bare or verbatim tag/],
    ["a verbatim tag", "x: !<tag:yaml.org,2002:bool> yes", "x: a !<b> c", /a bare or verbatim tag/],
    ["a tag of its own", "x: !js/function 'a'", "x: a", /unknown tag \(line 2\)/],
    ["base64", "x: !!binary eWVz", "x: !!str eWVz", /unknown tag !<tag:yaml.org,2002:binary>/],
    ["a number by its tag", "x: !!int 3", "x: 3", /unknown tag !<tag:yaml.org,2002:int>/],
    ["a merge key", "a: &a { b: 1 }\nx: { b: 2, <<: *a }", "a: &a { b: 1 }\nx: *a", /a merge key/],
    ["a key written twice", "x: 1\nx: 2", "x: 1\ny: 2", /a key is written twice/],
    [
      "a key written twice in two spellings",
      "on: 1\nyes: 2",
      "on: 1\noff: 2",
      /a key is written twice/,
    ],
    ["a line separator of Unicode", "x: a\u2028y: b", 'x: "a\\u2028y: b"', /U\+2028/],
    ["a next-line character", "x: a\u0085y: b", "x: a\ny: b", /U\+0085/],
    ["what follows --- on its line", "x: 1\n--- y\nz: 1", "x: 1\n--- # y\nz: 1", /behind the ---/],
    ["--- with letters", "---x: |\n  kind: Pod", "---\nx: |\n  kind: Pod", /behind the ---/],
    ["a second document behind ...", "x: 1\n...\ny: 2", "x: 1\n...\n", /a single document/],
    ["a directive", "%YAML 1.1\n---\nx: yes", "---\nx: yes", /directives end mark/],
    ["a tab for indentation", "x:\n\ty: 1", "x:\n  y:\t1", /tab|indentation/],
    ["an open bracket", "x: [", "x: []", /is not YAML/],
    ["NUL", "x: a\0b", 'x: "a\\0b"', /NUL bytes, as UTF-16/],
    ["bytes that are no UTF-8", "x: \uFFFD", "x: \u00e9", /no UTF-8/],
  ];
  for (const [what, bad, good, words] of refused) {
    it(`is refused: ${what}`, () => {
      const { problems } = read(`# a comment\n${bad}\n`);
      assert.match(problems.join("\n"), words);
      assert.match(problems.join("\n"), /Nothing of (it|that document) was judged\.$/);
    });
    it(`is no reason to refuse its neighbour: ${what}`, () => {
      assert.deepEqual(read(`# a comment\n${good}\n`).problems, []);
    });
  }

  it("is told without the words of the document, which may be a password", () => {
    for (const text of [
      "!hunter2secret",
      "*hunter2secret",
      "!h!hunter2secret x",
      "!<hunter2secret> x",
    ])
      assert.doesNotMatch(String(scalar(text)), /hunter2/);
  });

  it("is told with its line in the file", () => {
    assert.match(String(read("a: 1\n---\nb: 1\nc: [\n").problems[0]), /\(line [45]\)/);
  });
});

describe("a bad document among good ones", () => {
  it("spoils none of them, and each knows its line", () => {
    const problems: string[] = [];
    const text = "\uFEFFa: 1\n---\nb: [\n---\n# nothing\n---\r\nc: 3\r\n---";
    const sources = sourcesIn(["-"], () => text, problems);
    assert.deepEqual(
      sources.map(({ value, line }) => [value, line]),
      [
        [{ a: 1 }, 1],
        [{ c: 3 }, 7],
      ],
    );
    assert.equal(problems.length, 1);
  });
});

describe("an input that is made to exhaust", () => {
  const within = (milliseconds: number, text: string): string[] => {
    const before = performance.now();
    const { problems } = read(text);
    assert.ok(performance.now() - before < milliseconds);
    return problems;
  };
  /** `levels` lists, each of nine of the one before: 9 to that power values in a kilobyte. */
  const bomb = (levels: number): string =>
    Array.from(
      { length: levels },
      (_, level) =>
        `a${level}: &a${level} [${Array(9)
          .fill(level === 0 ? "lol" : `*a${level - 1}`)
          .join(",")}]\n`,
    ).join("");

  it("is refused: a bomb of aliases; a few of them are accepted", () => {
    assert.match(String(within(1000, bomb(9))), /aliases make more than/);
    assert.deepEqual(read(bomb(3)).problems, []);
  });

  it("is refused: an alias within itself", () => {
    assert.match(String(within(1000, "a: &a\n  b: *a\n")), /nested more than|unidentified alias/);
    assert.match(String(within(1000, "a: &a [*a, *a]\n")), /nested more than|unidentified alias/);
  });

  it("is refused: a hundred thousand brackets, as YAML and as JSON; fifty are accepted", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    assert.match(String(within(2000, `x: ${nested(100_000)}`)), /nest/);
    assert.match(String(within(2000, `{"x": ${nested(100_000)}}`)), /nest/);
    assert.match(String(within(2000, `{"x": ${nested(1000)}}`)), /nest/);
    assert.deepEqual(read(`x: ${nested(50)}`).problems, []);
    assert.deepEqual(read(`{"x": ${nested(50)}}`).problems, []);
  });

  it("is refused: a stream beyond 64 MiB", () => {
    assert.match(String(within(5000, " ".repeat(64 * 1024 * 1024 + 1))), /more than 64 MiB/);
  });

  it("is refused: a file beyond 64 MiB, and a device without end", function () {
    this.timeout(20_000);
    const folder = mkdtempSync(join(tmpdir(), "huge-"));
    try {
      const file = join(folder, "a.yaml");
      writeFileSync(file, "x: 1\n");
      truncateSync(file, 4 * 1024 * 1024 * 1024);
      const problems: string[] = [];
      documentsIn([file, "/dev/zero"], () => "", problems);
      assert.equal(problems.length, 2);
      for (const problem of problems) assert.match(problem, /more than 64 MiB/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("takes time in proportion to its length: brackets, colons, dashes, quotes, comments", () => {
    for (const part of ["a: ", "- ", "? ", "{a: ", '"', "#", "&a ", "!!str ", "<<", "---\n", "'' "])
      within(4000, part.repeat(30_000));
  });
});
