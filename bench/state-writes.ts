import { watch, type FSWatcher } from "node:fs";
import { join } from "node:path";

/** Counts how often the engine replaces a stack's state file while a piece of work runs. */
export async function countStateWrites(
  file: { readonly folder: string; readonly name: string },
  work: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const watcher: FSWatcher = watch(file.folder, (event, name) => {
    // Each state is written beside the file and renamed over it.
    if (event === "rename" && name === file.name) count += 1;
  });
  try {
    await work();
    return count;
  } finally {
    watcher.close();
  }
}

/** Where the file backend keeps the platform's state of a stack. */
export const stateFile = (folder: string, stack: string) => ({
  folder: join(folder, "state", ".pulumi", "stacks", "seldon-platform"),
  name: `${stack}.json`,
});
