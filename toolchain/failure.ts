/** What a person at the keyboard can put right: its message is the whole story, no stack needed. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
}
