import type { StorageAccess } from "../schema/storage";

/** What rclone calls the address of a store. */
export const endpointParameter: Readonly<Record<StorageAccess["type"], "endpoint" | "url">> = {
  s3: "endpoint",
  azureblob: "endpoint",
  http: "url",
  webdav: "url",
};

/** Name of the Secret that holds a login. */
export const storageSecretName = ({
  scheme,
  secretName,
}: Pick<StorageAccess, "scheme" | "secretName">): string => secretName ?? `rclone-${scheme}`;

/** The part of a storageUri that picks the login; undefined where there is none. */
export const schemeOf = (storageUri: string): string | undefined =>
  /^([A-Za-z][A-Za-z0-9+.-]*):./.exec(storageUri)?.[1];

/** The login that a model's files are loaded with. */
export const loginFor = <Access extends Pick<StorageAccess, "scheme">>(
  storageUri: string,
  storage: readonly Access[],
): Access | undefined => storage.find(({ scheme }) => scheme === schemeOf(storageUri));

/**
 * The text of a login's one key. Seldon's agent refuses a Secret with two keys, and a name that is not
 * the URI's scheme. The address comes last, so that no credential can lead elsewhere.
 */
export function rcloneConfig(
  access: Pick<StorageAccess, "scheme" | "type" | "endpoint" | "parameters">,
  credentials: Readonly<Record<string, string>>,
): string {
  const { scheme: name, type, endpoint } = access;
  const address = { [endpointParameter[type]]: endpoint };
  return JSON.stringify({
    name,
    type,
    parameters: { ...access.parameters, ...credentials, ...address },
  });
}
