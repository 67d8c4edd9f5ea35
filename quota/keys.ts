import { closest, distance } from "fastest-levenshtein";

/** Amounts of memory, of CPU and of disk that all pods of a namespace share. */
const compute = [
  "cpu",
  "memory",
  "ephemeral-storage",
  "requests.cpu",
  "requests.memory",
  "requests.ephemeral-storage",
  "limits.cpu",
  "limits.memory",
  "limits.ephemeral-storage",
  "requests.storage",
];

/** Kinds that Kubernetes counts by a name of their own. */
const counted = [
  "pods",
  "persistentvolumeclaims",
  "services",
  "services.loadbalancers",
  "services.nodeports",
  "secrets",
  "configmaps",
  "replicationcontrollers",
  "resourcequotas",
];

const known = [...compute, ...counted];

const domain = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
const count = new RegExp(`^count/${domain}$`);
/** A quota on an extended resource takes requests alone, because its limit is always the same. */
const extended = new RegExp(`^requests\\.${domain}/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$`);
const hugePages = /^(requests\.)?hugepages-\d+(Ki|Mi|Gi)$/;
const storageClass = new RegExp(
  `^${domain}\\.storageclass\\.storage\\.k8s\\.io/(requests\\.storage|persistentvolumeclaims)$`,
);

/** Whether Kubernetes limits anything by this key of a quota; others it refuses, or never looks at. */
export const isQuotaKey = (key: string): boolean =>
  known.includes(key) ||
  [count, extended, hugePages, storageClass].some((pattern) => pattern.test(key));

/** Whether the key counts objects, which come in whole numbers only. */
export const countsObjects = (key: string): boolean =>
  counted.includes(key) ||
  key.endsWith("/persistentvolumeclaims") ||
  isDevice(key) ||
  count.test(key);

/** What the writer of an unknown key probably meant, if anything is near. */
export function nearQuotaKey(key: string): string | undefined {
  const device = `requests.${key.replace(/^limits\./, "")}`;
  if (isDevice(device)) return device;
  const near = closest(key, known);
  return distance(key, near) <= key.length / 2 ? near : undefined;
}

const isDevice = (key: string): boolean => extended.test(key);
