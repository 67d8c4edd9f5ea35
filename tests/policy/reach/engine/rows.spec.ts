import assert from "node:assert/strict";
import fc from "fast-check";

import { PROTOCOLS } from "../../../../policy/reach/sets/port-set";
import { rowsOf, type Row } from "../../../../policy/reach/rows";
import { titleOf } from "../../../../policy/reach/workload";
import { isOpen, type End } from "./naive";
import { edgesOf, isInRange } from "./naive-addresses";
import { proverOf, proverFor, workload } from "./prover";
import { random, type Random } from "./random-worlds";

const CASES = 150;
const PORTS = [1, 2, 80, 81, 82, 8080, 65534, 65535];

describe("the rows of who can reach whom", function () {
  this.timeout(180_000);

  it(`are all that is open and nothing else, at each edge of each block, in ${CASES} random worlds`, () => {
    fc.assert(
      fc.property(random, (made) => {
        const { prover, pods } = proverOf(made);
        const rows = rowsOf(prover, pods);
        const places: { end: End; holds: (text: string) => boolean }[] = [
          ...pods.map((end) => ({ end, holds: (text: string) => text === titleOf(end) })),
          ...addressesOf(made).map((end) => ({
            end,
            holds: (text: string) => !text.includes("/") && isInRange(end, text),
          })),
        ];
        for (const from of places)
          for (const to of places) {
            if (from === to || (typeof from.end === "string" && typeof to.end === "string"))
              continue;
            const between = rows.filter(({ src, dst }) => from.holds(src) && to.holds(dst));
            for (const protocol of PROTOCOLS)
              for (const port of PORTS) {
                const connection = { from: from.end, to: to.end, protocol, port };
                assert.equal(
                  between.some((row) => row.protocol === protocol && lists(row, port)),
                  isOpen(made.world, connection, () => undefined),
                );
              }
          }
      }),
      { numRuns: CASES },
    );
  });

  it("name parts outside that never meet, each with other ports", () => {
    fc.assert(
      fc.property(random, (made) => {
        const { prover, pods } = proverOf(made);
        for (const parts of pods.flatMap((pod) => [prover.outbound(pod), prover.inbound(pod)])) {
          assert.equal(new Set(parts.map(({ ports }) => ports.key)).size, parts.length);
          for (const [index, { addresses, ports }] of parts.entries()) {
            assert.ok(!addresses.isEmpty && !ports.isEmpty);
            for (const other of parts.slice(index + 1))
              assert.ok(addresses.intersect(other.addresses).isEmpty);
          }
        }
      }),
      { numRuns: CASES },
    );
  });

  it("join neighbouring blocks of several rules into one range", () => {
    const pod = workload("web");
    const block = (cidr: string, ...ports: object[]) => ({ to: [{ ipBlock: { cidr } }], ports });
    const prover = proverFor(
      [pod],
      [
        { policyTypes: ["Ingress", "Egress"], egress: [block("10.0.0.0/25", { port: 80 })] },
        { egress: [block("10.0.0.128/25", { port: 53, protocol: "UDP" }, { port: 80 })] },
      ],
    );
    assert.deepEqual(rowsOf(prover, [pod]), [
      { src: "team-a/web[Pod]", dst: "10.0.0.0-10.0.0.255", protocol: "TCP", ports: "80" },
      { src: "team-a/web[Pod]", dst: "10.0.0.128-10.0.0.255", protocol: "UDP", ports: "53" },
    ]);
  });

  it("come in order, all ports of a protocol as one row, and never from a workload to itself", () => {
    const [b, a] = [workload("b"), workload("a")];
    const deny = { policyTypes: ["Ingress", "Egress"] };
    const toA = {
      egress: [
        {
          to: [{ podSelector: {} }],
          ports: [{}, { port: 9, endPort: 12, protocol: "UDP" }, { port: 2, protocol: "UDP" }],
        },
      ],
    };
    const fromAll = { ingress: [{ from: [{ podSelector: {} }] }] };
    const prover = proverFor([b, a], [deny, toA, fromAll]);
    const [ofA, ofB] = ["team-a/a[Pod]", "team-a/b[Pod]"];
    const rows = (src: string, dst: string): Row[] => [
      { src, dst, protocol: "TCP", ports: "1-65535" },
      { src, dst, protocol: "UDP", ports: "2" },
      { src, dst, protocol: "UDP", ports: "9-12" },
    ];
    assert.deepEqual(rowsOf(prover, [b, a]), [...rows(ofA, ofB), ...rows(ofB, ofA)]);
  });
});

/** The edges of all blocks that the policies name, exceptions too, and the ends of both families. */
function addressesOf({ world }: Random): string[] {
  const texts = JSON.stringify(world.policies).match(/"[0-9a-f.:]+\/\d+"/g) ?? [];
  const blocks = new Set([...texts.map((text) => text.slice(1, -1)), "0.0.0.0/0", "::/0"]);
  return [...new Set([...blocks].flatMap(edgesOf))];
}

function lists({ ports }: Row, port: number): boolean {
  const [first = NaN, last = first] = ports.split("-").map(Number);
  return port >= first && port <= last;
}
