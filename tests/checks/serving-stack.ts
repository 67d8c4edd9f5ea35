import { accepted, problems } from "../setup-config";

/** A tenant that serves one model and means no harm; `change` replaces its keys. */
export const servingTenant = (change: Readonly<Record<string, unknown>> = {}) => ({
  name: "team-a",
  servers: [{ name: "mlserver" }],
  storage: [{ scheme: "s3", endpoint: "https://minio.test:9000" }],
  models: [iris()],
  ...change,
});

export const iris = (change: Readonly<Record<string, unknown>> = {}) => ({
  name: "iris",
  storageUri: "s3://models/iris",
  requirements: ["sklearn"],
  ...change,
});

const stack = (change: Readonly<Record<string, unknown>>) => ({
  modelStores: [
    { endpoint: "https://minio.test:9000", egress: [{ cidrs: ["10.9.0.1/32"], port: 9000 }] },
  ],
  registry: { host: "harbor.test", username: "robot" },
  ...change,
});

/** The stack with one such tenant, once it is accepted. */
export const served = (
  tenant: Readonly<Record<string, unknown>> = {},
  change: Readonly<Record<string, unknown>> = {},
) => accepted(stack({ tenants: [servingTenant(tenant)], ...change }));

/** The problems of a stack with one such tenant, their paths from the tenant on. */
export const unserved = (
  tenant: Readonly<Record<string, unknown>> = {},
  change: Readonly<Record<string, unknown>> = {},
): string[] =>
  problems(stack({ tenants: [servingTenant(tenant)], ...change })).map((line) =>
    line.replace(/^tenants\[0\]\./, ""),
  );
