import type { KubernetesInputs } from "./fields";
import { pairs } from "./pairs";

type Fields = Readonly<Record<string, unknown>>;

interface Container {
  readonly name: string;
  readonly resources?: Readonly<Record<"requests" | "limits", Fields>>;
}

/** A part of a runtime, or a server: its numbers, and what each container asks for and may use. */
const sized = ({ podSpec, ...rest }: Fields): string =>
  [pairs(rest), ...((podSpec as { containers: Container[] } | undefined)?.containers ?? []).map(size)]
    .filter((text) => text !== "")
    .join(" | ");

const size = ({ name, resources }: Container): string =>
  `${name} ${pairs(resources?.requests ?? {})} to ${pairs(resources?.limits ?? {})}`;

/** The fields of what a tenant is made of. */
export const tenantFields: Readonly<Record<string, (object: KubernetesInputs) => string[]>> = {
  ResourceQuota: ({ spec }) => [pairs((spec as { hard: Fields }).hard)],
  LimitRange: ({ spec }) =>
    (spec as { limits: Fields[] }).limits.map(({ type, ...amounts }) => `${String(type)} ${pairs(amounts)}`),
  ServiceAccount: ({ imagePullSecrets: secrets }) =>
    secrets ? [`pulls with ${(secrets as { name: string }[]).map(({ name }) => name).join()}`] : [],
  SeldonRuntime: ({ spec }) => {
    const { overrides, config } = spec as {
      overrides: (Fields & { name: string })[];
      config: Readonly<Record<string, Fields>>;
    };
    return [
      ...overrides.map(({ name, ...rest }) => `${name}: ${sized(rest)}`).sort(),
      ...Object.entries(config).map(([name, values]) => `${name} ${pairs(values)}`),
    ];
  },
  Server: ({ spec }) => [sized(spec as Fields)],
  Model: ({ spec }) => [pairs(spec as Fields)],
  Experiment: ({ spec }) => [pairs(spec as Fields)],
  Pipeline: ({ spec }) => [pairs(spec as Fields)],
};
