import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** Links are followed, as mounted ConfigMaps consist of them; a folder is entered once, so a loop ends. */
export function filesUnder(path: string, problems: string[], seen = new Set<string>()): string[] {
  if (!existsSync(path)) {
    problems.push(`${path} does not exist. Give a file or a folder, or - for stdin.`);
    return [];
  }
  if (!statSync(path).isDirectory()) return [path];
  const real = realpathSync(path);
  if (seen.has(real)) return [];
  seen.add(real);
  return namesIn(path, problems)
    .map((name) => join(path, name))
    .filter((child) => /\.(ya?ml|json)$/i.test(child) || isDirectory(child))
    .flatMap((child) => filesUnder(child, problems, seen));
}

function namesIn(folder: string, problems: string[]): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    problems.push(`${folder} cannot be listed: ${code}. Nothing in it was judged.`);
    return [];
  }
}

const isDirectory = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
