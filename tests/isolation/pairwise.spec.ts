import assert from "node:assert/strict";
import fc from "fast-check";

import {
  covering,
  extreme,
  pairsIn,
  type Choice,
  type Judge,
  type Switches,
} from "../e2e/support/pairwise";

const switches: Switches = {
  door: ["none", "gateway", "ingress"],
  mesh: ["off", "on"],
  tls: ["none", "given", "made"],
  signer: ["none", "own"],
};

/** Two rules of two values each, as the program has them. */
const judge: Judge = ({ door, mesh, tls, signer }) => [
  ...(door === "gateway" && mesh === "off" ? ["the gateway needs the mesh"] : []),
  ...(tls === "made" && signer === "none" ? ["nobody makes the certificate"] : []),
];

const all = (left: Switches): Choice[] =>
  Object.entries(left).reduce<Choice[]>(
    (choices, [name, values]) =>
      choices.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))),
    [{}],
  );

const texts = (pairs: readonly Choice[]) =>
  [...new Set(pairs.map((pair) => JSON.stringify(Object.entries(pair).sort())))].sort();

/** What any accepted choice brings together, found by looking at all of them. */
const possible = (given: Switches, by: Judge) =>
  texts(
    all(given)
      .filter((choice) => by(choice).length === 0)
      .flatMap(pairsIn),
  );

describe("the choices in which each two values of two switches meet", () => {
  it("bring together all pairs that are accepted, in accepted choices alone", () => {
    const { choices, pairs } = covering(switches, judge);
    assert.deepEqual(choices.flatMap(judge), []);
    assert.deepEqual(texts(choices.flatMap(pairsIn)), possible(switches, judge));
    assert.equal(pairs, possible(switches, judge).length);
    assert.ok(choices.length < all(switches).length / 2, String(choices.length));
  });

  it("say of each other pair which refusals keep it apart, and no more of them than it takes", () => {
    assert.deepEqual(covering(switches, judge).refused, [
      {
        pair: { door: "gateway", mesh: "off" },
        because: [
          { values: { door: "gateway", mesh: "off" }, sentence: "the gateway needs the mesh" },
        ],
      },
      {
        pair: { tls: "made", signer: "none" },
        because: [
          { values: { tls: "made", signer: "none" }, sentence: "nobody makes the certificate" },
        ],
      },
    ]);
  });

  it("say it of pairs that only a third switch keeps apart", () => {
    const by: Judge = (choice) => [
      ...judge(choice),
      ...(choice.mesh === "on" && choice.tls === "given" ? ["the mesh makes its own"] : []),
    ];
    const { refused } = covering(switches, by);
    const [apart] = refused.filter(({ pair }) => pair.door === "gateway" && pair.tls === "given");
    assert.deepEqual(apart?.because.map(({ sentence }) => sentence).sort(), [
      "the gateway needs the mesh",
      "the mesh makes its own",
    ]);
  });

  it("are right whatever the rules are", () => {
    const rule = fc.record({
      one: fc.constantFrom(...pairsIn({ a: "0", b: "0", c: "0", d: "0" })),
      values: fc.tuple(fc.constantFrom("0", "1", "2"), fc.constantFrom("0", "1", "2")),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), (rules) => {
        const given = Object.fromEntries(
          ["a", "b", "c", "d"].map((name) => [name, ["0", "1", "2"]]),
        );
        const by: Judge = (choice) =>
          rules.flatMap(({ one, values }, index) =>
            Object.keys(one).every((name, place) => choice[name] === values[place])
              ? [`rule ${String(index)}`]
              : [],
          );
        const { choices, refused } = covering(given, by);
        assert.deepEqual(choices.flatMap(by), []);
        assert.deepEqual(texts(choices.flatMap(pairsIn)), possible(given, by));
        assert.ok(refused.every(({ because }) => because.length > 0));
      }),
    );
  });
});

describe("the choices at the ends", () => {
  it("have the first or the last value of each switch, as far as they go together", () => {
    assert.deepEqual(extreme(switches, judge, "first"), {
      door: "none",
      mesh: "off",
      tls: "none",
      signer: "none",
    });
    assert.deepEqual(extreme(switches, judge, "last"), {
      door: "ingress",
      mesh: "on",
      tls: "made",
      signer: "own",
    });
  });
});
