import { setTimeout as sleep } from "node:timers/promises";

import type { Connection } from "../cluster/connection";
import {
  controllerDeployment,
  deleteSeldonObject,
  listSeldonObjects,
  seldonKinds,
  type SeldonObject,
} from "../cluster/seldon-objects";
import { refusal } from "../refusal";
import { counted } from "./retirement";

/** How long one kind may take to go, and how often it is looked at. */
export interface Patience {
  readonly withinSeconds: number;
  readonly everySeconds: number;
}

/** After its start a scheduler unloads nothing until all its servers have come, or 600 s are over. */
const patient: Patience = { withinSeconds: 660, everySeconds: 1 };

export interface Emptying {
  readonly namespace: string;
  /** What the engine does not know of, and so could not delete in its place. */
  readonly objects: readonly SeldonObject[];
  /** Where Seldon's controller is; named where it does not do its part. */
  readonly controllerNamespace: string;
}

/**
 * Deletes them kind by kind, each gone before the next, while controller, scheduler and rights still
 * stand. Deleting the namespace instead would take all of these at once, and leave the finalizers.
 * @throws a refusal that names what does not go
 */
export async function emptyTenant(
  connection: Connection,
  { namespace, objects, controllerNamespace }: Emptying,
  { withinSeconds, everySeconds }: Patience = patient,
): Promise<void> {
  for (const { kind } of seldonKinds) {
    const wanted = objects.filter((object) => object.kind === kind);
    if (wanted.length === 0) continue;
    const names = new Set(wanted.map(({ name }) => name));
    for (const object of wanted) await deleteSeldonObject(connection, namespace, object);
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const live = await listSeldonObjects(connection, namespace, [kind]);
      const left = live.filter(({ name }) => names.has(name));
      if (left.length === 0) break;
      if (Date.now() >= deadline)
        throw refusal(
          `tenant "${namespace}": ${counted(left)} should be deleted and is still there after ${String(withinSeconds)} s; ` +
            `see whether its scheduler and all its servers are ready, and the log of deployment ${controllerDeployment} in ${controllerNamespace}, then run pulumi up again`,
        );
      await sleep(everySeconds * 1000);
    }
  }
}
