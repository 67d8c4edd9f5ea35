// `1.7.1`, `v1.30.3-distroless`, `release-2.0.4.1`, `RELEASE.2025-01-20T14-49-07Z`
const EXACT = /^(v|[a-z]+[-.])?\d+([._-]\d+){2}/i;
// A day as one number, a monthly release with what it was built for (`23.03-py3`), or a commit.
const DAY = /(^|[._-])20\d{6}([._-]|$)/;
const MONTH = /^\d\d\.\d\d-[a-z]/;
const COMMIT = /(^|[._-])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}$/;
const MOVING =
  /(^|[._-])(latest|nightly|edge|main|master|snapshot|stable|head|dev|canary)([._-]|$)/i;

/** Whether tomorrow another image may bear the tag: a word, a version with fewer than three numbers, a branch. */
export function isFloating(tag: string): boolean {
  if (COMMIT.test(tag)) return false;
  return MOVING.test(tag) || !(EXACT.test(tag) || DAY.test(tag) || MONTH.test(tag));
}
