import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";

import { authorityProblems } from "../../certificates/authority-key";
import * as made from "./made-up";

const where = "seldon-platform:certManager.intermediate";
const problems = (
  change: { certificate?: string; root?: string; key?: string; now?: Date } = {},
) => {
  const { certificate = made.intermediate, root = made.root, key = made.intermediateKey } = change;
  return authorityProblems({ certificate, root }, key, change.now ?? new Date("2030-01-01"));
};
const keyOf = (pem: string) => createPrivateKey(pem);

describe("a CA that is given, with its key", () => {
  it("is accepted below its root, with and without the root in the chain", () => {
    assert.deepEqual(problems(), []);
    assert.deepEqual(problems({ certificate: made.intermediate + made.root }), []);
  });

  it("is accepted two below the root, with the whole chain in order", () => {
    const given = { certificate: made.below + made.intermediate, key: made.belowKey };
    assert.deepEqual(problems(given), []);
  });

  it("is accepted whatever form its key has", () => {
    const key = keyOf(made.intermediateKey).export({ type: "sec1", format: "pem" }).toString();
    assert.deepEqual(problems({ key }), []);
  });

  it("is refused with the key of another, and says nothing of that key", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    assert.deepEqual(problems({ key }), [
      `seldon-platform:authorityKey: does not belong to ${where}.certificate, "O=Example, CN=Intermediate"; run: pulumi config set --secret authorityKey < the key's file`,
    ]);
  });

  it("is refused with a key behind a passphrase, a certificate for a key, and no key", () => {
    const locked = keyOf(made.intermediateKey)
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "hunter2" })
      .toString();
    for (const key of [locked, made.intermediate, "hunter2", ""])
      assert.deepEqual(problems({ key }), [
        "seldon-platform:authorityKey: is no private key without a passphrase, as PEM; run: pulumi config set --secret authorityKey < the key's file",
      ]);
  });

  it("is refused when it is no CA", () => {
    assert.deepEqual(problems({ certificate: made.leaf, key: made.leafKey }), [
      `${where}.certificate: certificate 1, "O=Example, CN=Leaf", is of no CA; its basic constraints must say CA:TRUE`,
    ]);
  });

  it("is refused when its chain does not lead to the root, a root of the same name included", () => {
    const sentence = (place: number, name: string, next: string) =>
      `${where}.certificate: certificate ${String(place)}, "O=Example, CN=${name}", is not signed by the one after it, "O=Example, CN=${next}"; write the whole chain in order, each certificate before the one that signed it`;
    assert.deepEqual(problems({ root: made.stranger }), [sentence(1, "Intermediate", "Root")]);
    assert.deepEqual(problems({ certificate: made.below, key: made.belowKey }), [
      sentence(1, "Below", "Root"),
    ]);
  });

  it("is refused when it is the root", () => {
    assert.deepEqual(problems({ certificate: made.root }).slice(0, 1), [
      `${where}.certificate: is the root itself, whose key belongs in no cluster; have an intermediate signed by it`,
    ]);
  });

  it("is refused below a root that is none", () => {
    assert.deepEqual(
      problems({ certificate: made.below, root: made.intermediate, key: made.belowKey }),
      [
        `${where}.root: "O=Example, CN=Intermediate" is not signed by itself; write the root, which is`,
      ],
    );
  });

  it("is refused on the day that it or its root has expired or has not begun", () => {
    const [late] = problems({ now: new Date("2200-01-01") });
    assert.match(
      late ?? "",
      /certificate 1, "O=Example, CN=Intermediate", expired on 21\d\d-\d\d-\d\d; have a new one signed$/,
    );
    assert.equal(problems({ now: new Date("2200-01-01") }).length, 2);
    const [early] = problems({ now: new Date("2000-01-01") });
    assert.match(early ?? "", /is not valid before 20\d\d-\d\d-\d\d; wait until then$/);
  });

  it("is refused when it cannot be read", () => {
    const broken = "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----\n";
    assert.deepEqual(problems({ certificate: made.intermediate + broken }), [
      `${where}.certificate: cannot be read; write it as PEM, as openssl x509 shows it`,
    ]);
    for (const root of [broken, made.root + made.stranger])
      assert.deepEqual(problems({ root }), [
        `${where}.root: is not one certificate; write the root alone, as PEM`,
      ]);
  });
});
