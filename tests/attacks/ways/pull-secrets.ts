import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { HARBOR, lookAlike, PUBLIC_REGISTRIES } from "./making/hosts";
import { base64 } from "./making/nesting";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

/** A login to Harbor, and beside or instead of it one to somebody else. */
const pullSecret = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const host = random.pick([
    ...PUBLIC_REGISTRIES,
    "https://index.docker.io/v1/",
    lookAlike(random),
    `${HARBOR}:8443`,
    "*.docker.io",
  ]);
  const login = { username: "robot", password: "made-up", auth: base64("robot:made-up") };
  const others = random.maybe() ? { [HARBOR]: login } : {};
  const auths = random.maybe() ? { ...others, [host]: login } : { [host]: login, ...others };
  const isOld = random.maybe(25);
  const text = JSON.stringify(isOld ? auths : { auths }, null, random.pick([0, 2]));
  const key = isOld ? ".dockercfg" : ".dockerconfigjson";
  const type = isOld ? "kubernetes.io/dockercfg" : "kubernetes.io/dockerconfigjson";
  const fields = random.maybe()
    ? { data: { [key]: base64(text) } }
    : { stringData: { [key]: text } };
  const namespace = anywhere(random, stack);
  return [`a login to ${host}`, made(random, "v1", "Secret", namespace, { type, ...fields })];
};

/** Logins that open more than Harbor. */
export const pullSecretWays: readonly Way[] = [
  objectWay(19, "pull-secrets-open-harbor-only", "a login to another registry", pullSecret),
];
