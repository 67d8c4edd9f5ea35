import type { Raw, Way } from "../../attack";
import type { Random } from "../../random";
import { wrapped } from "./lists";
import { anywhere } from "./places";
import { podCarrier, type Carriers, type Pod } from "./spoilt-pods";
import { adding } from "./change";
import { way } from "./way";

/** How a pod is spoilt: in words, and in deed. */
export interface Spoiling {
  readonly what: string;
  readonly edit: (pod: Pod, random: Random) => void;
  readonly carriers?: Carriers;
}

/** A way that is a spoilt pod: any of the kinds that make pods, in any namespace that may have it. */
export const podWay = (
  number: number,
  rule: string,
  title: string,
  spoilings: readonly Spoiling[],
  homeOf: (random: Random, stack: readonly Raw[]) => string = anywhere,
): Way =>
  way(number, rule, title, (random, stack) => {
    const { what, edit, carriers } = random.pick(spoilings);
    const { object, kind } = podCarrier(
      random,
      homeOf(random, stack),
      (pod) => {
        edit(pod, random);
      },
      carriers,
    );
    return adding(random, stack, `${what} in a ${kind}`, wrapped(random, object));
  });

/** The same with a field of the pod's spec. */
export const specOf = (what: string, fields: (random: Random) => object): Spoiling => ({
  what,
  edit: (pod, random) => {
    Object.assign(pod.spec, fields(random));
  },
});

/** The same with a field of one container. */
export const containerOf = (what: string, fields: (random: Random) => object): Spoiling => ({
  what,
  edit: (pod, random) => {
    Object.assign(pod.container, fields(random));
  },
});

/** Fields of a security context, of the pod or of a container, beside what else is there. */
export const contextOf = (
  what: string,
  fields: (random: Random) => object,
  where: "pod" | "container" | "either" = "either",
): Spoiling => ({
  what,
  edit: (pod, random) => {
    const at = where === "either" ? random.pick(["pod", "container"] as const) : where;
    const holder: Record<string, unknown> = at === "pod" ? pod.spec : pod.container;
    holder.securityContext = { ...(holder.securityContext as object), ...fields(random) };
  },
});
