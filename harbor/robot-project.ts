import type { Registry } from "../schema/registry";

/** The Harbor project that robots may pull from; undefined where a stack names none. */
export const robotProject = ({
  prefix,
  robots,
}: Pick<Registry, "prefix" | "robots">): string | undefined =>
  robots?.project ?? prefix?.split("/")[0];
