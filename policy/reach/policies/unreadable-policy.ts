/** Thrown for what the API server would refuse, or the prover cannot evaluate. */
export class UnreadablePolicy extends Error {
  constructor(
    readonly path: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
