import { canonicalQuantity } from "../operator/quantity";
import type { Resources } from "../schema/kubernetes";
import { greater, smaller } from "../quota/quantity";

/** What a container asks for and may use: all four amounts, so that no quota refuses its pod. */
export interface CompleteResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/**
 * Fills in what is not given. Memory that is given once holds for both, since Seldon places models by the
 * request; a given CPU request lifts the usual limit, and a given limit lowers the usual request.
 */
export function completeResources(usual: CompleteResources, given: Resources): CompleteResources {
  const { requests, limits } = given;
  const cpuLimit = limits.cpu ?? greater(usual.limits.cpu, requests.cpu ?? usual.limits.cpu);
  const memoryLimit = limits.memory ?? requests.memory ?? usual.limits.memory;
  return {
    requests: written(
      requests.cpu ?? smaller(usual.requests.cpu, cpuLimit),
      requests.memory ?? limits.memory ?? usual.requests.memory,
    ),
    limits: written(cpuLimit, memoryLimit),
  };
}

/** Seldon's operator writes its custom resources back in this form; any other would be fought over. */
const written = (cpu: string, memory: string) => ({
  cpu: canonicalQuantity(cpu),
  memory: canonicalQuantity(memory),
});
