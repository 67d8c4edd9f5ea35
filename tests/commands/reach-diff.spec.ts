import assert from "node:assert/strict";

import { UsageError } from "../../commands/checkout";
import type { ReachOptions } from "../../commands/reach";
import { deny, good, https, pod, policy, ReachRun, row, toStore, web, yaml } from "./reach-run";

describe("reach --diff", () => {
  const run = ReachRun.each();
  const diff = (before: object[], after: object[], format: "text" | "json" = "json") =>
    run.of([run.file("old.yaml", yaml(...before)), "-"], { diff: true, format }, yaml(...after));

  it("ends with 1 where a change opens, and says what", () => {
    assert.equal(diff(good, [deny, toStore(https, { port: 444 }), pod("web"), pod("db")]), 1);
    assert.deepEqual(run.json(), { opened: [{ ...row, ports: "444" }], closed: [] });
  });

  it("ends with 0 where a change only closes", () => {
    assert.equal(diff(good, [deny, pod("web"), pod("db")]), 0);
    assert.deepEqual(run.json(), { opened: [], closed: [row] });
    assert.equal(diff(good, [deny, pod("web"), pod("db")], "text"), 0);
    assert.equal(run.stdout, "CLOSED\n\nteam/web[Pod]\n  10.0.0.0-10.0.0.3  TCP 443\n\n");
  });

  it("says nothing of the same rules in other words", () => {
    const [one, other] = ["10.0.0.0/31", "10.0.0.2/31"].map((cidr) => ({ ipBlock: { cidr } }));
    const halves = policy("halves", {
      ...web,
      policyTypes: ["Egress"],
      egress: [
        { to: [one], ports: [https] },
        { to: [one, other], ports: [{ port: 443, endPort: 443 }] },
      ],
    });
    assert.equal(diff(good, [halves, pod("db"), deny, pod("web")], "text"), 0);
    assert.equal(run.stdout, "Nothing is opened and nothing is closed.\n");
  });

  it("counts what a wider block adds, and that alone", () => {
    const wider = policy("to-store", {
      ...web,
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/29" } }], ports: [https, { port: 80 }] }],
    });
    assert.equal(diff(good, [deny, wider, pod("web"), pod("db")]), 1);
    const opened = [
      { ...row, dst: "10.0.0.0-10.0.0.7", ports: "80" },
      { ...row, dst: "10.0.0.4-10.0.0.7" },
    ];
    assert.deepEqual(run.json(), { opened, closed: [] });
  });

  it("takes a new workload's reach as opened, and a removed policy's denial", () => {
    assert.equal(diff([deny, pod("db")], good), 1);
    assert.deepEqual(run.json(), { opened: [row], closed: [] });
    assert.equal(diff([deny, pod("db")], [pod("db")], "text"), 1);
    assert.match(
      run.stdout,
      /^OPENED\n\nanywhere by IPv4\n {2}team\/db\[Pod\] +all ports\n[^]*\nteam\/db\[Pod\]\n {2}anywhere by IPv4  all ports\n/,
    );
  });

  it("ends with 2 where one side cannot be judged, and names the side", () => {
    const bad = policy("bad", { podSelectors: {} });
    assert.equal(diff([...good, bad], good), 2);
    assert.match(run.stderr, /old\.yaml: not proved: .*team\/bad/);
    assert.equal(diff(good, [...good, bad]), 2);
    assert.match(run.stderr, /^-: not proved: .*team\/bad/);
  });

  const misused: [string, string[], Partial<ReachOptions>, RegExp][] = [
    ["one path", ["a"], {}, /compares two paths/],
    ["three paths", ["a", "b", "c"], {}, /compares two paths/],
    ["standard input twice", ["-", "-"], {}, /one set/],
    ["a graph", ["a", "b"], { format: "dot" }, /a change is no graph/],
  ];
  for (const [what, paths, options, says] of misused)
    it(`refuses ${what}`, () => {
      assert.throws(
        () => run.of(paths, { ...options, diff: true }),
        (error) => error instanceof UsageError && says.test(error.message),
      );
    });
});
