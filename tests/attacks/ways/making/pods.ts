import type { Random } from "../../random";

/** An image that the site has, exactly named. */
export const GOOD_IMAGE = "harbor.mlops.internal/mirror/seldonio/seldon-scheduler:2.9.1";

/** What a model server is told, so that it asks no hub. */
const OFFLINE = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"].map((name) => ({ name, value: "1" }));

/** A container that no rule minds, as long as it serves no model. */
export const safeContainer = (name: string): Record<string, unknown> => ({
  name,
  image: GOOD_IMAGE,
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  },
});

/** A container that nothing is wrong with but for the fields given. */
export const container = (
  random: Random,
  {
    env = [],
    ...fields
  }: { readonly env?: readonly object[]; readonly [field: string]: unknown } = {},
): Record<string, unknown> => ({
  ...safeContainer(random.word()),
  ...fields,
  env: random.shuffle([...env, ...OFFLINE.filter(({ name }) => !said(env, name))]),
});

const said = (env: readonly object[], name: string): boolean =>
  env.some((variable) => "name" in variable && variable.name === name);

/** A pod spec that nothing is wrong with but for the fields given. */
export const podSpec = (random: Random, fields: object = {}): Record<string, unknown> => ({
  automountServiceAccountToken: false,
  imagePullSecrets: [{ name: "harbor-registry-secret" }],
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [container(random)],
  ...fields,
});

/** A pod spec with this container among its others, in a list of any sort. */
export function podWith(random: Random, one: object, fields: object = {}): Record<string, unknown> {
  const list = random.pick(["containers", "initContainers", "ephemeralContainers"]);
  const others = Array.from({ length: random.int(0, 2) }, () => container(random));
  return podSpec(random, { ...fields, [list]: random.shuffle([one, ...others]) });
}
