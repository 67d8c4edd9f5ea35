import assert from "node:assert/strict";
import fc from "fast-check";

import { AddressSet } from "../../../../policy/reach/sets/address-set";
import type { OutsidePart } from "../../../../policy/reach/outside";
import { PortSet, PROTOCOLS } from "../../../../policy/reach/sets/port-set";
import type { Reachability } from "../../../../policy/reach/reachability";
import type { Workload } from "../../../../policy/reach/workload";
import { isOpen, type Connection } from "./naive";
import { edgesOf } from "./naive-addresses";
import { proverOf } from "./prover";
import { BLOCKS, PORTS, random, type Random } from "./random-worlds";
import { FEATURES, type Feature } from "./raw-policy";

/** Numbers of pods, which are counted round; an address stands in for one end of some. */
const question = fc.record({
  from: fc.nat(11),
  to: fc.nat(11),
  outside: fc.constantFrom("from", "to", undefined),
  address: fc.constantFrom(...Object.keys(BLOCKS).flatMap(edgesOf)),
  protocol: fc.constantFrom(...PROTOCOLS, "TCP" as const),
  port: fc.oneof(fc.constantFrom(...PORTS), fc.constantFrom(2, 79, 82, 65534)),
});
type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

/**
 * Asks the prover and an evaluator of single connections about so many random worlds. Each part of the API must
 * have had a say.
 * @param least in how many connections that open, and in as many that do not; the rarest part has a say in one
 * that opens in about 700 worlds, so a third of that is sure to be met where it is more than a few
 */
export function agree(worlds: number, least: number): void {
  const seen = Object.fromEntries(
    FEATURES.map((feature) => [feature, { open: 0, shut: 0 }]),
  ) as Record<Feature, { open: number; shut: number }>;
  fc.assert(
    fc.property(random, fc.array(question, { minLength: 4, maxLength: 4 }), (made, questions) => {
      const { prover, pods } = proverOf(made);
      for (const asked of questions) {
        const connection = connectionOf(made, asked);
        const touched = new Set<Feature>();
        const expected = isOpen(made.world, connection, (feature) => touched.add(feature));
        assert.equal(answerOf(prover, pods, asked), expected);
        for (const feature of touched) seen[feature][expected ? "open" : "shut"]++;
      }
    }),
    { numRuns: worlds },
  );
  for (const [feature, { open, shut }] of Object.entries(seen))
    assert.ok(
      Math.min(open, shut) >= least && open + shut > 0,
      `${feature}: had a say in ${open} connections that open and ${shut} that do not`,
    );
}

const podAt = <P>(pods: readonly P[], number: number): P => pods[number % pods.length] as P;

function connectionOf({ pods }: Random, asked: Question): Connection {
  const { outside, address, protocol, port } = asked;
  const end = (side: "from" | "to") => (outside === side ? address : podAt(pods, asked[side]));
  return { from: end("from"), to: end("to"), protocol, port };
}

function answerOf(prover: Reachability, pods: readonly Workload[], asked: Question): boolean {
  const { outside, address } = asked;
  const one = PortSet.of(asked.protocol, asked.port);
  const [from, to] = [podAt(pods, asked.from), podAt(pods, asked.to)];
  if (outside === undefined) return prover.between(from, to).contains(one);
  return outside === "to"
    ? holds(prover.outbound(from), address, one)
    : holds(prover.inbound(to), address, one);
}

function holds(parts: readonly OutsidePart[], address: string, ports: PortSet): boolean {
  const one = AddressSet.parse(`${address}/${address.includes(":") ? 128 : 32}`);
  return parts.some((part) => part.addresses.contains(one) && part.ports.contains(ports));
}
