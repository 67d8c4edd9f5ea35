import path from "node:path";

/** What would steer make, the engine or a command from outside; npm and make themselves set some of it. */
const steering = /^(PULUMI_|SELDON_PLATFORM_|CHARTS_|npm_|MAKE|MFLAGS$|GIT_)/;
const steeringNames = ["KUBECONFIG", "BASE", "FROM", "KEEP", "STACK", "NODE_OPTIONS", "INIT_CWD"];

/** The environment of somebody who has just opened a shell, and knows nothing of the checkout's own links. */
export function cleanEnvironment(checkout: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !steering.test(name) && !steeringNames.includes(name),
  );
  const own = [path.join(checkout, ".local/bin"), path.join(checkout, "node_modules/.bin")];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const PATH = folders.filter((folder) => !own.includes(folder)).join(path.delimiter);
  return { ...Object.fromEntries(kept), PATH };
}
