import type { ProgramComplaint, ProgramResource, ProgramRule } from "../../rule";

/** Whose number of replicas an autoscaler keeps; nothing else may stay as it was. */
const SCALED =
  /^kubernetes:(mlops\.seldon\.io\/[^:]+:(Model|Server)|apps\/[^:]+:(Deployment|StatefulSet|ReplicaSet))$/;
const REPLICAS = "spec.replicas";

/** What the gate judges must be what an update applies. */
export const optionsHideNothing: ProgramRule = {
  name: "options-hide-nothing",
  description: "No option of a resource keeps what was judged from the cluster.",
  why: "With ignoreChanges the cluster keeps an older value than the one that was judged, and an alias lets a resource take the place of another one, which then is neither judged nor deleted. The engine tells policies neither transforms nor retainOnDelete, import, replaceOnChanges and hooks: lint refuses those in the program's text where no list has them. protect only refuses deletions, and may stand anywhere.",
  severity: "high",
  remediation: "Remove the option.",
  ways: [119, 139],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:apps/v1:Deployment::web
  type: kubernetes:apps/v1:Deployment
  name: web
  ignored: [spec.template]`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:apps/v1:Deployment::web
  type: kubernetes:apps/v1:Deployment
  name: web
  ignored: [spec.replicas]`,
  },
  scope: "program",
  alone: true,
  check: (resources) => resources.flatMap((each) => [...ignoring(each), ...renamed(each)]),
};

const ignoring = ({ urn, type, ignored = [] }: ProgramResource): ProgramComplaint[] =>
  ignored
    .filter((field) => !(SCALED.test(type) && field === REPLICAS))
    .map((field) => ({
      urn,
      path: field,
      message: "is under ignoreChanges, so what the cluster has may be older than what was judged",
      remedy: "Remove it from ignoreChanges; only spec.replicas of what is scaled may stand there.",
    }));

function renamed({ urn, type, aliases = [] }: ProgramResource): ProgramComplaint[] {
  const isOwn = (alias: string): boolean =>
    placeOf(alias) === placeOf(urn) && typeOf(alias) === type;
  return aliases.some((alias) => !isOwn(alias))
    ? [
        {
          urn,
          path: "",
          message: "has an alias of another type, project or stack, and so takes that one's place",
          remedy: "Give it aliases of its own type alone, and let the other resource go by itself.",
        },
      ]
    : [];
}

/** `urn:pulumi:<stack>::<project>::<types of its parents, and its own, by $>::<name>` */
const placeOf = (urn: string): string => urn.split("::").slice(0, 2).join("::");
const typeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);
