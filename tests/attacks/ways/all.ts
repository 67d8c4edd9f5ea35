import type { Way } from "../attack";
import { firstHalf } from "./first-half";
import { secondHalf } from "./second-half";

/** Every way out that a generator can try; ../elsewhere.ts names what covers the others. */
export const WAYS: readonly Way[] = [...firstHalf, ...secondHalf].sort(
  (one, other) => one.number - other.number,
);
