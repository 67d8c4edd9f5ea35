import { textOf } from "../../kubernetes-object";
import type { ProgramRule } from "../../rule";
import { childPath } from "../../unknown";
import { isPackaging } from "./charts-render";
import { isRemote } from "./is-remote";

// How the engine sends assets and archives (specialSigKey and its neighbours in @pulumi/pulumi's runtime/rpc).
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SIGNED: ReadonlySet<unknown> = new Set([
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7",
]);

const FILES = /^kubernetes:(yaml(\/v2)?:Config(File|Group)|kustomize(\/v2)?:Directory)$/;
const NAMES_FILE = /^kubernetes:yaml(\/v2)?:ConfigFile$/;
/** `github.com/team/repository//folder?ref=main`, which Kustomize clones. */
const CLONED = /^[\w-]+(\.[\w-]+)+\/.+(\/\/|\?ref=|\.git)|\?(ref|version|timeout|submodules)=/i;

/** Whatever a program hands to its resources lies in the checkout. */
export const nothingIsFetched: ProgramRule = {
  name: "nothing-is-fetched",
  description: "No manifest, asset or archive of the program comes from an address.",
  why: "What an address serves was reviewed by nobody and may change between the preview and the update; fetching it is a way out of the machine that runs the update. Where the engine tells no arguments of a component, the lint of the program's text refuses addresses. What a Kustomize folder of the checkout refers to is not opened.",
  severity: "critical",
  remediation: "Put the file into the checkout and give its path.",
  ways: [130, 131],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:yaml/v2:ConfigFile::crds
  type: kubernetes:yaml/v2:ConfigFile
  name: crds
  props: { file: "https://downloads.example/crds.yaml" }`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:yaml/v2:ConfigFile::crds
  type: kubernetes:yaml/v2:ConfigFile
  name: crds
  props: { file: crds/crds.yaml }`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, name, props = {} }) => {
      // In an object the same words would be what it says, and most unknown values are in objects.
      if (type.startsWith("kubernetes:") && !isPackaging(type)) return [];
      const assets = remoteAssets(props, "").map((path) => ({
        urn,
        path,
        message: "is an asset or archive that comes from an address",
        remedy: "Put the file into the checkout, and use a FileAsset or FileArchive.",
      }));
      const files = FILES.test(type) ? filesOf(name, type, props) : [];
      return [
        ...assets,
        ...files
          .filter(([, file]) => isRemote(file) || CLONED.test(file))
          .map(([path]) => ({ urn, path, message: "is an address, not a path of this checkout" })),
      ];
    }),
};

function filesOf(
  name: string,
  type: string,
  props: Readonly<Record<string, unknown>>,
): [path: string, file: string][] {
  // The first versions of ConfigFile take their name for the file.
  const named: [string, string][] = NAMES_FILE.test(type) ? [["file", name]] : [];
  const given = ["file", "files", "directory"].flatMap((field) => {
    const value = props[field];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.flatMap((each, index): [string, string][] => {
      const file = textOf(each);
      const path = Array.isArray(value) ? childPath(field, index) : field;
      return file === undefined ? [] : [[path, file]];
    });
  });
  return given.some(([path]) => path === "file") ? given : [...named, ...given];
}

/** The places of assets with an address. Looks behind guards: nearly all that is unknown is a text. */
function remoteAssets(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const fields = Object.entries(Object.getOwnPropertyDescriptors(value)).map(
    ([key, { value: field }]): [string, unknown] => [key, field],
  );
  if (fields.some(([key]) => key === "uri") && fields.some(isSignature)) return [path];
  return fields.flatMap(([key, field]) =>
    remoteAssets(field, childPath(path, Array.isArray(value) ? Number(key) : key)),
  );
}

const isSignature = ([key, field]: readonly [string, unknown]): boolean =>
  (key === SIGNATURE && SIGNED.has(field)) ||
  // As the SDK shows it to policies.
  key === "__pulumiAsset" ||
  key === "__pulumiArchive";
