import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "./engine";

/** What a run of the engine rests on. */
export interface RunPlace {
  readonly engine: Engine;
  /** Folder of kubectl, helm and the other built programs. */
  readonly toolsDir: string;
  /** Folder of the file backend; must exist. */
  readonly stateFolder: string;
  /** A file with the passphrase alone; its content never enters the environment. */
  readonly passphraseFile: string;
}

/**
 * Variables to lay over the process environment for a run that neither downloads nor calls home. `undefined` takes a
 * variable away: an ambient kubeconfig or passphrase must not decide what a run touches.
 */
export const environment = (
  place: RunPlace,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string | undefined>> => ({
  PATH: [...new Set([place.engine.binDir, place.toolsDir, env["PATH"]])]
    .filter((folder) => folder)
    .join(path.delimiter),
  PULUMI_HOME: place.engine.pulumiHome,
  PULUMI_BACKEND_URL: pathToFileURL(place.stateFolder).href,
  PULUMI_CONFIG_PASSPHRASE: undefined,
  PULUMI_CONFIG_PASSPHRASE_FILE: place.passphraseFile,
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  // Types are checked by `tsc`, not at every start.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  KUBECONFIG: undefined,
});
