import { endpointParameter, storageSecretName } from "../seldon/storage-secret";
import type { Check } from "./check";
import { inEachTenant, repeated } from "./in-each-tenant";
import { knownNames } from "./known-name";

/** A URI's scheme leads to one login, and a Secret holds one. */
export const loginsDiffer = inEachTenant(({ storage }) => [
  ...repeated(
    storage.map(({ scheme }) => scheme),
    (index) => ["storage", index, "scheme"],
    "scheme of login",
  ),
  ...repeated(
    // Two logins of one scheme are one finding.
    storage.map((access, index) =>
      storage.findIndex(({ scheme }) => scheme === access.scheme) === index
        ? storageSecretName(access)
        : `login ${String(index)}`,
    ),
    (index) => ["storage", index, "secretName"],
    "Secret of login",
  ),
]);

/** What is not among modelStores cannot be reached from a tenant at all. */
export const loginsAreToModelStores: Check = ({ tenants, modelStores }) => {
  const endpoints = modelStores.map(({ endpoint }) => endpoint);
  return tenants.flatMap(({ storage }, tenant) =>
    storage.flatMap(({ endpoint }, index) =>
      endpoints.includes(endpoint)
        ? []
        : [
            {
              path: ["tenants", tenant, "storage", index, "endpoint"],
              message: `is the endpoint of none of modelStores; ${knownNames(endpoint, endpoints)}`,
              searched: ["modelStores"],
            },
          ],
    ),
  );
};

/** Where the way to a store is written, there is one place for the address and one for what is secret. */
export const parametersFitTheirLogin = inEachTenant(({ storage }) =>
  storage.flatMap(({ type, parameters }, index) =>
    Object.keys(parameters).flatMap((key) => {
      const path = ["storage", index, "parameters", key];
      if (key === endpointParameter[type])
        return [{ path, message: "is the address, which is the login's endpoint; remove it" }];
      const message = "is for no parameter of rclone; use letters, digits and _ in its name";
      return /^\w+$/.test(key) ? [] : [{ path, message }];
    }),
  ),
);

/** Told of the key where it belongs: at the one where it is, the message would show the secret. */
export const parametersAreNoSecrets: Check = ({ tenants }) =>
  tenants.flatMap(({ name, storage }) =>
    storage.flatMap(({ scheme, parameters }) =>
      Object.keys(parameters)
        .filter((key) => secretParameters.includes(key))
        .map((key) => ({
          path: ["storageCredentials", name, scheme, key],
          message:
            "is in plain text among the parameters of that login; remove it there, take it for known by others, " +
            `and run: pulumi config set --secret --path 'storageCredentials.${name}.${scheme}.${key}'`,
        })),
    ),
  );

/** Those of rclone's s3, azureblob, http and webdav. */
const secretParameters = [
  "access_key_id",
  "secret_access_key",
  "session_token",
  "sse_customer_key",
  "sse_customer_key_base64",
  "ibm_api_key",
  "key",
  "sas_url",
  "client_secret",
  "client_certificate_password",
  "password",
  "pass",
  "bearer_token",
];
