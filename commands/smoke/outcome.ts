/** How one check ended; a failed one says why, and what to type next. */
export type Outcome =
  | { readonly status: "ok"; readonly detail: string }
  | { readonly status: "skipped"; readonly detail: string }
  | { readonly status: "failed"; readonly detail: string; readonly next: string };

/** An outcome and what it is about, as in `model iris`. */
export interface Finding {
  readonly subject: string;
  readonly outcome: Outcome;
}

export const ok = (detail: string): Outcome => ({ status: "ok", detail });

export const skipped = (detail: string): Outcome => ({ status: "skipped", detail });

/** @param next a command, complete but for what only the person knows */
export const failed = (detail: string, next: string): Outcome => ({
  status: "failed",
  detail,
  next,
});
