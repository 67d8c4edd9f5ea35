/** A way out that no attack on objects, resources or files can try, and what covers it. */
export interface Elsewhere {
  readonly numbers: readonly number[];
  readonly why: string;
  /** Of the checkout: a test, or the assumption that a preflight probes. */
  readonly covered: readonly string[];
}

export const ELSEWHERE: readonly Elsewhere[] = [
  {
    numbers: [20],
    why: "What a node makes of an image's name is in no manifest.",
    covered: ["docs/assumptions.md#A1"],
  },
  {
    numbers: [113],
    why: "A peer that nobody is opens nothing today: the gate tells of it as advice.",
    covered: ["tests/policy/verdicts/leaks.spec.ts"],
  },
  {
    numbers: [114, 116],
    why: "When a network plugin begins to enforce, and what becomes of open connections, is its own.",
    covered: ["docs/assumptions.md#A2"],
  },
  {
    numbers: [115],
    why: "A network plugin that enforces nothing looks the same in every manifest.",
    covered: ["docs/assumptions.md#A3"],
  },
  {
    numbers: [118],
    why: "A pod and its own node meet, whatever policies say.",
    covered: ["docs/assumptions.md#A4"],
  },
  {
    numbers: [135],
    why: "What the engine itself would fetch is known only where it runs without a network.",
    covered: ["tests/e2e/offline.e2e.ts"],
  },
  {
    numbers: [142],
    why: "A gate that is not asked cannot refuse: whoever runs the preview must prove that it is.",
    covered: ["tests/e2e/gate-faults.e2e.ts", "tests/e2e/ci-files.e2e.ts"],
  },
  {
    numbers: [146],
    why: "A gate that is loosened in the change it judges: site data and waivers are the base revision's.",
    covered: [
      "tests/policy/site.spec.ts",
      "tests/policy/waivers/load-waivers.spec.ts",
      "tests/commands/second-approval.spec.ts",
    ],
  },
  {
    numbers: [148],
    why: "Another stack may differ: each one that has site data is judged.",
    covered: ["tests/e2e/ci-files.e2e.ts"],
  },
  {
    numbers: [149],
    why: "What admission makes of an object is seen on the cluster alone: the same rules judge it there.",
    covered: ["tests/commands/check/live.spec.ts"],
  },
];

/** A rule that no attack is there for, why, and what tries it. */
interface Unattacked {
  readonly rule: string;
  readonly why: string;
  readonly covered: readonly string[];
}

export const UNATTACKED: readonly Unattacked[] = [
  {
    rule: "everything-needed-is-open",
    why: "What it finds shut breaks the platform, and lets nothing out.",
    covered: ["tests/policy/needed/needed.spec.ts"],
  },
];
