import type { Toolchain } from "../toolchain/prepare";

/** Where both sides run, one after the other: each makes its own cluster there and takes it away. */
export interface Place {
  readonly folder: string;
  /** The stack file that is copied; only its tenants are replaced. */
  readonly stack: string;
  /** Simulated nodes, on which Deployments roll out. */
  readonly nodes: number;
  readonly toolchain: Toolchain;
}
