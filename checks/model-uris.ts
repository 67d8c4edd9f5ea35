import type { Problem } from "../schema/problems";
import type { Model } from "../schema/serving";
import type { Tenant } from "../schema/tenant";
import { loginFor, schemeOf, storageSecretName } from "../seldon/storage-secret";
import { inEachTenant } from "./in-each-tenant";

/** A model's files come from a store that its tenant has a login for, and from nowhere else. */
export const modelsComeFromModelStores = inEachTenant((tenant, { environment }) =>
  tenant.models.flatMap((model, index) =>
    [
      ...badUri(model.storageUri, tenant.storage, environment === "prod").map((message) => ({
        path: ["storageUri"],
        message,
      })),
      ...badSecret(model, tenant.storage),
    ].map(({ path, message }) => ({
      path: ["models", index, ...path],
      message,
      searched: ["storage"],
    })),
  ),
);

type Storage = Tenant["storage"];

function badUri(uri: string, storage: Storage, prod: boolean): string[] {
  if (uri.startsWith(":"))
    return [
      "is an rclone remote that brings its own address; write <scheme>://<path>, and a login for the scheme under storage",
    ];
  const scheme = schemeOf(uri);
  if (scheme === undefined)
    return [
      "is without a scheme, so that it would be looked for in Seldon's own container; write it as in s3://models/iris",
    ];
  const login = loginFor(uri, storage);
  if (login) return login.type === "http" ? leavingEndpoint(uri, scheme) : [];
  const known = `(known: ${storage.map((access) => access.scheme).join(", ") || "none"})`;
  const host = hostOf(uri, scheme);
  if (prod && host !== undefined)
    return [
      `is at ${host}, and prod loads models only from modelStores; copy it to one of them, and use the scheme of a login ${known}`,
    ];
  return [`is of scheme ${scheme}, which the tenant has no login for; add it to storage ${known}`];
}

/** Where people's examples lead: Google's storage, and web servers. */
const hostOf = (uri: string, scheme: string): string | undefined => {
  if (scheme === "gs") return "storage.googleapis.com";
  return /^https?$/.test(scheme) && URL.canParse(uri) ? new URL(uri).hostname : undefined;
};

/** rclone joins an http endpoint and what follows the scheme like a browser: //host/path changes the host. */
function leavingEndpoint(uri: string, scheme: string): string[] {
  const rest = uri.slice(scheme.length + 1);
  if (!rest.startsWith("/")) return [];
  return [
    `is read as an address of its own by a login of type http; write the path below the endpoint, as in ${scheme}:models/iris`,
  ];
}

function badSecret({ storageUri, secretName }: Model, storage: Storage): Problem[] {
  const login = loginFor(storageUri, storage);
  if (secretName === undefined || !login || secretName === storageSecretName(login)) return [];
  return [
    {
      path: ["secretName"],
      message: `is not the Secret of the ${login.scheme} login, ${storageSecretName(login)}; remove it, or add a login with a scheme of its own`,
    },
  ];
}
