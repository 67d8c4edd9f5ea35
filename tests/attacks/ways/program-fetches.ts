import type { Way } from "../attack";
import type { Random } from "../random";
import { outsideName, outsideUrl } from "./making/hosts";
import { programWay, resource } from "./making/programs";

// How the SDK sends assets and archives to a policy.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

const asset = (random: Random): object => {
  const uri = outsideUrl(random);
  const remote = random.pick<object>([
    { __pulumiAsset: true, uri },
    { __pulumiArchive: true, uri },
    { [SIGNATURE]: ASSET, uri },
    { [SIGNATURE]: ARCHIVE, uri },
  ]);
  return random.maybe(30) ? { [SIGNATURE]: ARCHIVE, assets: { "a.yaml": remote } } : remote;
};

const FROM_ELSEWHERE = (random: Random): string =>
  random.pick([
    `https://${outsideName(random)}/install.yaml`,
    `http://${outsideName(random)}/install.yaml`,
    `HTTPS://${outsideName(random)}/x.yaml`,
    `git::https://${outsideName(random)}/team/repo`,
    `https://github.com/istio/istio//manifests?ref=main`,
    "github.com/argoproj/argo-cd//manifests/crds?ref=v2.12.0",
    "git@github.com:team/repo.git",
  ]);

/** Ways 130 and 131: files that a program fetches. */
export const PROGRAM_FETCHES: readonly Way[] = [
  programWay(130, "nothing-is-fetched", "manifests from an address", [
    (random) =>
      resource(
        random.pick(["kubernetes:yaml:ConfigFile", "kubernetes:yaml/v2:ConfigFile"]),
        "crds",
        {
          props: { file: FROM_ELSEWHERE(random) },
        },
      ),
    (random) =>
      resource(
        random.pick(["kubernetes:yaml:ConfigGroup", "kubernetes:yaml/v2:ConfigGroup"]),
        "g",
        {
          props: { files: random.shuffle(["crds/a.yaml", FROM_ELSEWHERE(random)]) },
        },
      ),
    (random) =>
      resource(
        random.pick(["kubernetes:kustomize:Directory", "kubernetes:kustomize/v2:Directory"]),
        "k",
        { props: { directory: FROM_ELSEWHERE(random) } },
      ),
    (random) => resource("kubernetes:yaml:ConfigFile", `https://${outsideName(random)}/x.yaml`),
  ]),
  programWay(131, "nothing-is-fetched", "an asset or archive from an address", [
    (random) => resource("harbor:index:Robots", "robots", { props: { template: asset(random) } }),
    (random) =>
      resource("my:index:Thing", "thing", {
        props: { parts: random.shuffle([{ a: 1 }, { deep: { file: asset(random) } }]) },
      }),
  ]),
];
