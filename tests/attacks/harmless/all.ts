import type { Harmless } from "../attack";
import { OBJECTS } from "./objects";
import { RESOURCES } from "./resources";
import { TEXTS } from "./texts";
import { WHOLE_STACKS } from "./whole-stacks";
import { WORKLOADS } from "./workloads";

/** Changes that people make every day. */
export const HARMLESS: readonly Harmless[] = [
  ...WORKLOADS,
  ...TEXTS,
  ...RESOURCES,
  ...OBJECTS,
  ...WHOLE_STACKS,
];
