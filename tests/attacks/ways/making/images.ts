import type { Random } from "../../random";
import { HARBOR, PUBLIC_REGISTRIES } from "./hosts";

const PATHS = [
  "library/nginx",
  "bitnami/redis",
  "seldonio/mlserver",
  "google-containers/pause",
  "a",
];

const digest = (random: Random): string =>
  Array.from({ length: 64 }, () => random.int(0, 15).toString(16)).join("");

/** `:tag`, `@digest`, or both. */
export const version = (random: Random): string =>
  random.pick([
    `:${random.int(0, 9)}.${random.int(0, 30)}.${random.int(0, 9)}`,
    `@sha256:${digest(random)}`,
    `:1.${random.int(0, 30)}.0@sha256:${digest(random)}`,
  ]);

export const path = (random: Random): string => random.pick([...PATHS, random.word()]);

/** An image of a registry out in the world. */
export const publicImage = (random: Random): string =>
  `${random.pick(PUBLIC_REGISTRIES)}/${path(random)}${version(random)}`;

/** An image that names no registry, which means Docker Hub. */
export const bareImage = (random: Random): string =>
  `${random.pick(["nginx", "busybox", "library/nginx", "bitnami/redis", "seldonio/mlserver", random.word()])}${version(random)}`;

/** An image whose text begins like one of Harbor's. */
export const lookAlikeImage = (random: Random): string =>
  random.pick([
    `${HARBOR}.example.com/${path(random)}`,
    `${HARBOR}-${random.word(3)}.io/${path(random)}`,
    `${HARBOR}${random.word(2)}/${path(random)}`,
    `${random.word(3)}-${HARBOR}/${path(random)}`,
    `${random.word(3)}.${HARBOR}/${path(random)}`,
    `harbor-mlops.internal/${path(random)}`,
    `harborxmlops.internal/${path(random)}`,
    `mlops.internal/${path(random)}`,
    HARBOR,
  ]) + version(random);

/** An image with Harbor's name further on in its path. */
export const pathImage = (random: Random): string =>
  random.pick([
    `${random.pick(PUBLIC_REGISTRIES)}/${HARBOR}/${path(random)}`,
    `${random.pick(PUBLIC_REGISTRIES)}/${random.word()}/${HARBOR}/mirror/${path(random)}`,
    `${random.word()}/${HARBOR}/${path(random)}`,
    `localhost/${HARBOR}/${path(random)}`,
  ]) + version(random);

/** Harbor's host in a form that is another host to whoever pulls, or to whoever compares. */
export const otherFormImage = (random: Random): string =>
  random.pick([
    HARBOR.toUpperCase(),
    "Harbor.mlops.internal",
    "harbor.MLOPS.internal",
    `${HARBOR}.`,
    `${HARBOR}:443`,
    `${HARBOR}:80`,
    `${HARBOR}:${random.int(1000, 65535)}`,
    "harbоr.mlops.internal",
    "xn--harbr-wqf.mlops.internal",
    "[2606:4700:4700::1111]",
    "[::1]:5000",
    "127.0.0.1:5000",
    "localhost:5000",
    `${random.int(1, 223)}.${random.int(0, 255)}.4.4`,
    `user:secret@${HARBOR}`,
  ]) + `/mirror/${path(random)}${version(random)}`;
