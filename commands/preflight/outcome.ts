/** How one probe ended; what is not as assumed, or not known, comes with what to do next. */
export type Outcome =
  | { readonly status: "holds"; readonly detail: string }
  | {
      readonly status: "does not hold" | "could not be told";
      readonly detail: string;
      readonly next: string;
    };

export const holds = (detail: string): Outcome => ({ status: "holds", detail });

export const fails = (detail: string, next: string): Outcome => ({
  status: "does not hold",
  detail,
  next,
});

export const untold = (detail: string, next: string): Outcome => ({
  status: "could not be told",
  detail,
  next,
});
