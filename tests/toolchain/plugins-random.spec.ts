import assert from "node:assert/strict";
import { createRequire } from "node:module";

import type { Provider } from "@pulumi/pulumi/provider";

type Inputs = Record<string, unknown>;

const load = createRequire(__filename);
const { randomProvider } = load("../../toolchain/plugins/random-provider") as {
  randomProvider: (version: string) => Provider;
};
const { asSecret } = load("../../toolchain/plugins/wire-values") as {
  asSecret: (value: unknown) => Inputs;
};
const { unknownValue } = load("@pulumi/pulumi/runtime/rpc") as { unknownValue: string };

const provider = randomProvider("1.2.3");
const urnOf = (type: string): string =>
  `urn:pulumi:dev::p::x:index:Parent$random:index/random${type}:Random${type}::it`;

async function reasons(type: string, inputs: Inputs): Promise<string[]> {
  const result = await provider.check?.(urnOf(type), {}, inputs);
  return (result?.failures ?? []).map((failure) => failure.reason);
}

async function create(type: string, inputs: Inputs): Promise<{ id: string; outs: Inputs }> {
  const result = await provider.create?.(urnOf(type), inputs);
  assert.ok(result);
  return { id: result.id, outs: result.outs as Inputs };
}

async function text(inputs: Inputs): Promise<string> {
  return (await create("String", inputs)).outs["result"] as string;
}

async function replaced(type: string, olds: Inputs, news: Inputs): Promise<string[]> {
  const result = await provider.diff?.("id", urnOf(type), olds, news);
  assert.ok(result);
  const { changes, replaces = [] } = result;
  assert.equal(changes, replaces.length > 0);
  return replaces;
}

describe("inputs of a random resource", () => {
  it("refuses a text shorter than its minimums, and accepts one that just fits", async () => {
    const inputs = { minLower: 1, minUpper: 2, minNumeric: 3, minSpecial: 4 };
    assert.deepEqual(await reasons("Password", { ...inputs, length: 9 }), [
      "length is 9, but minLower, minUpper, minNumeric and minSpecial add up to 10; " +
        "make it longer or the minimums smaller",
    ]);
    assert.deepEqual(await reasons("Password", { ...inputs, length: 10 }), []);
  });

  for (const [type, name] of [
    ["Password", "length"],
    ["String", "length"],
    ["Bytes", "length"],
    ["Id", "byteLength"],
  ] as const)
    it(`refuses a Random${type} of no ${name}, and accepts 1`, async () => {
      assert.deepEqual(await reasons(type, { [name]: 0 }), [`${name} is 0; make it 1 or more`]);
      assert.deepEqual(await reasons(type, { [name]: 1 }), []);
    });

  it("refuses a text without any kind of character, and accepts a single kind", async () => {
    const none = { length: 4, lower: false, upper: false, special: false };
    assert.match((await reasons("String", { ...none, numeric: false })).join(), /are all false/);
    assert.deepEqual(await reasons("String", { ...none, numeric: true }), []);
  });

  it("refuses number against numeric, and accepts them when they agree", async () => {
    const inputs = { length: 4, numeric: true };
    assert.match((await reasons("String", { ...inputs, number: false })).join(), /differ/);
    assert.deepEqual(await reasons("String", { ...inputs, number: true }), []);
  });

  it("refuses an empty or endless range and a seed, and accepts a range of one", async () => {
    assert.match((await reasons("Integer", { min: 2, max: 1 })).join(), /above max/);
    assert.match((await reasons("Integer", { min: 0, max: 2 ** 50 })).join(), /2\^48/);
    assert.match((await reasons("Integer", { min: 1, max: 2, seed: "a" })).join(), /seed/);
    assert.deepEqual(await reasons("Integer", { min: 2, max: 2 }), []);
  });

  it("says everything that is wrong in one message", async () => {
    assert.deepEqual(await reasons("Id", { byteLenght: 4, prefix: 5, keepers: "x" }), [
      "byteLength is missing; set it. prefix is not of type string; correct it. " +
        "keepers is not of type map; correct it. " +
        "byteLenght is no input; there are byteLength, prefix, keepers",
    ]);
  });

  it("refuses a type that it does not have, naming those that it has", async () => {
    const reason = (await reasons("Pet", {})).join();
    assert.match(reason, /randomPet:RandomPet is not among the types of this stand-in/);
    assert.match(reason, /randomUuid:RandomUuid\. Use one of them/);
  });

  it("accepts values that are not known yet and values that are secret", async () => {
    const keepers = { of: unknownValue, other: asSecret("x") };
    const inputs = { length: asSecret(12), minLower: unknownValue, keepers };
    assert.deepEqual(await reasons("Password", inputs), []);
  });
});

describe("values of a random resource", () => {
  it("honours every minimum and the length", async () => {
    const inputs = { length: 12, minLower: 3, minUpper: 3, minNumeric: 3, minSpecial: 3 };
    for (let round = 0; round < 50; round++) {
      const drawn = await text(inputs);
      for (const kind of [/[a-z]/g, /[A-Z]/g, /[0-9]/g, /[^a-zA-Z0-9]/g])
        assert.equal(drawn.match(kind)?.length, 3, drawn);
    }
  });

  it("uses only the kinds that are on, and the operator's own special characters", async () => {
    const digits = { length: 40, lower: false, upper: false, special: false };
    assert.match(await text(digits), /^[0-9]{40}$/);
    const own = { ...digits, numeric: false, special: true, overrideSpecial: "~é" };
    assert.match(await text(own), /^[~é]{40}$/);
  });

  it("draws every digit about as often as every other", async () => {
    const digits = { length: 20_000, lower: false, upper: false, special: false };
    const counts = new Map<string, number>();
    for (const digit of await text(digits)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    assert.equal(counts.size, 10);
    for (const count of counts.values()) assert.ok(Math.abs(count - 2000) < 300, String(count));
  });

  it("leaves no trace of where the minimums were drawn", async () => {
    const inputs = { length: 2, lower: false, upper: false, special: false, minSpecial: 1 };
    const firsts = new Set<boolean>();
    for (let round = 0; round < 100; round++) firsts.add(/^[0-9]/.test(await text(inputs)));
    assert.equal(firsts.size, 2);
  });

  it("gives an ID in four forms of the same bytes, each with the prefix", async () => {
    const { id, outs } = await create("Id", { byteLength: 5, prefix: "a/" });
    const bytes = Buffer.from(id, "base64url");
    assert.equal(bytes.length, 5);
    assert.equal(outs["hex"], `a/${bytes.toString("hex")}`);
    assert.equal(outs["b64Std"], `a/${bytes.toString("base64")}`);
    assert.equal(outs["b64Url"], `a/${id}`);
    assert.equal(outs["dec"], `a/${BigInt(`0x${bytes.toString("hex")}`)}`);
  });

  it("draws integers from both ends of the range and never beyond", async () => {
    const seen = new Set<unknown>();
    for (let round = 0; round < 200; round++)
      seen.add((await create("Integer", { min: -1, max: 1 })).outs["result"]);
    assert.deepEqual([...seen].sort(), [-1, 0, 1]);
  });

  it("gives a version 4 UUID, which is also the ID", async () => {
    const { id, outs } = await create("Uuid", {});
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(outs["result"], id);
  });
});

describe("secrets of a random resource", () => {
  it("marks a password and secret bytes, and shows no part of them in the ID", async () => {
    const password = await create("Password", { length: 8 });
    assert.deepEqual(
      password.outs["result"],
      asSecret((password.outs["result"] as Inputs)["value"]),
    );
    const bytes = await create("Bytes", { length: 8 });
    for (const form of ["hex", "base64"]) assert.ok("value" in (bytes.outs[form] as Inputs), form);
    assert.deepEqual([password.id, bytes.id], ["none", "none"]);
  });

  it("marks what is made from a secret prefix, and leaves a plain one plain", async () => {
    const hidden = await create("Id", { byteLength: 2, prefix: asSecret("p") });
    assert.ok("value" in (hidden.outs["hex"] as Inputs));
    const plain = await create("Id", { byteLength: 2, prefix: "p", keepers: { a: asSecret("k") } });
    assert.equal(typeof plain.outs["hex"], "string");
  });
});

describe("changes of a random resource", () => {
  it("keeps the value while nothing changes, whether defaults are spelled out or not", async () => {
    const inputs = { length: 8, keepers: { rotation: "1" } };
    const { outs } = await create("Password", inputs);
    assert.deepEqual(await replaced("Password", outs, inputs), []);
    assert.deepEqual(await replaced("Password", outs, { ...inputs, numeric: true }), []);
    const marked = { ...inputs, keepers: asSecret({ rotation: "1" }) };
    assert.deepEqual(await replaced("Password", outs, marked), []);
  });

  it("replaces on a rotated keeper, on any other input, and on one not known yet", async () => {
    const inputs = { length: 8, keepers: { rotation: "1" } };
    const { outs } = await create("Password", inputs);
    const rotated = { ...inputs, keepers: { rotation: "2" } };
    assert.deepEqual(await replaced("Password", outs, rotated), ["keepers"]);
    assert.deepEqual(await replaced("Password", outs, { length: 8 }), ["keepers"]);
    assert.deepEqual(await replaced("Password", outs, { ...inputs, length: 9 }), ["length"]);
    const unknown = { ...inputs, keepers: { rotation: unknownValue } };
    assert.deepEqual(await replaced("Password", outs, unknown), ["keepers"]);
  });

  it("refuses an import, and reads back what it made", async () => {
    await assert.rejects(async () => provider.read?.("x", urnOf("Uuid"), {}), /cannot be imported/);
    const { id, outs } = await create("Uuid", {});
    assert.deepEqual(await provider.read?.(id, urnOf("Uuid"), outs), { id, props: outs });
  });
});
