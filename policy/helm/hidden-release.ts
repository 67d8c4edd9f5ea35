/** Why the gate cannot see what a Helm release would install; the message holds no value of the release. */
export class HiddenRelease extends Error {
  override readonly name = "HiddenRelease";

  constructor(
    reason: string,
    readonly remedy: string,
  ) {
    super(reason);
  }
}
