/** A probe could not do its work, so nothing is known; no fault of what it was to look at. */
export class Untold extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}
