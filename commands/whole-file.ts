import { renameSync, writeFileSync } from "node:fs";

/** Writes a file for its owner's eyes that a killed run leaves either as it was or complete. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
