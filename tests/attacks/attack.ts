import type { Random } from "./random";

/** A Kubernetes object that generators may take apart. */
export interface Raw {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface ObjectChange {
  /** The whole set after the change. `{ "$unknown": true }` stands for a value that is unknown at preview. */
  readonly objects: readonly object[];
  /** Those added or changed, each a member of `objects`; none where the attack only takes away. */
  readonly touched: readonly object[];
}

/** What a Pulumi program registers, as the engine shows it. */
export interface ProgramChange {
  readonly resources: readonly {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly parent: string | undefined;
    readonly [field: string]: unknown;
  }[];
}

/** Files of the checkout after the change, by their path. */
export interface FileChange {
  readonly files: Readonly<Record<string, string>>;
}

export type Change = ObjectChange | ProgramChange | FileChange;

export interface Attack {
  /** The number of docs/ways-out.md. */
  readonly way: number;
  /** The one that must refuse. */
  readonly rule: string;
  /** What was tried, in a line that tells the variation. */
  readonly what: string;
  readonly change: Change;
}

export interface Way {
  readonly number: number;
  readonly rule: string;
  readonly title: string;
  /** One attack per call; the same for the same numbers and stack. */
  readonly attacks: (random: Random, stack: readonly Raw[]) => Attack;
}

/** A change that no rule may hold up. */
export interface Harmless {
  readonly title: string;
  readonly changes: (random: Random, stack: readonly Raw[]) => ObjectChange;
}
