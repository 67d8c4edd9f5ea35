import type { ProgramChange, Way } from "../../attack";
import type { Random } from "../../random";
import { way } from "./way";

export type Resource = ProgramChange["resources"][number];

const PROJECT = "seldon-platform";

/** A resource as the engine shows it to a policy. */
export const resource = (type: string, name: string, fields: object = {}): Resource => ({
  urn: `urn:pulumi:prod::${PROJECT}::${type}::${name}`,
  type,
  name,
  parent: STACK_URN,
  props: {},
  ...fields,
});

const STACK_URN = `urn:pulumi:prod::${PROJECT}::pulumi:pulumi:Stack::${PROJECT}-prod`;

/** What every program has, whatever else it registers. */
const usual = (): Resource[] => [
  { ...resource("pulumi:pulumi:Stack", `${PROJECT}-prod`), parent: undefined },
  resource("pulumi:providers:kubernetes", "cluster", { props: { context: "prod" } }),
  resource("kubernetes:core/v1:Namespace", "fraud-detection", {
    props: { apiVersion: "v1", kind: "Namespace", metadata: { name: "fraud-detection" } },
  }),
  resource("random:index/randomPassword:RandomPassword", "salt", { props: { length: 32 } }),
];

/** A way that is one more resource of the program. */
export const programWay = (
  number: number,
  rule: string,
  title: string,
  makers: readonly ((random: Random) => Resource | readonly Resource[])[],
): Way =>
  way(number, rule, title, (random) => {
    const made = [random.pick(makers)(random)].flat();
    const [first] = made;
    return {
      what: `${first?.type ?? ""} ${JSON.stringify(first?.props)}`,
      change: { resources: [...usual(), ...made] },
    };
  });

/** A way that is a file of the checkout. */
export const fileWay = (
  number: number,
  rule: string,
  title: string,
  makers: readonly ((random: Random) => Readonly<Record<string, string>>)[],
): Way =>
  way(number, rule, title, (random) => {
    const files = random.pick(makers)(random);
    return { what: JSON.stringify(files), change: { files } };
  });
