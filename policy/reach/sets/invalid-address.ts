/** Thrown for text that is no address or block, or a needless riddle; the message says what to write. */
export class InvalidAddress extends Error {
  /** The message as the middle of a sentence that somebody else ends. */
  get clause(): string {
    return this.message.replace(/\.$/, "");
  }
}
