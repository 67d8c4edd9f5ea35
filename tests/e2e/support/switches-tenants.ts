import { stores } from "./switches-values";
import type { Switched } from "./switches";

/** Which store each tenant has a login to, where it has one. */
export const storeOf = (
  tenant: "busy" | "other" | "school",
  { modelStores, tenants }: Switched,
): keyof typeof stores | undefined => {
  const hasLogin =
    tenant === "school" || (tenants !== "bare" && tenant === "busy") || tenants === "with servers";
  if (!hasLogin || modelStores === "none") return undefined;
  if (modelStores !== "one of each") return modelStores;
  return tenant === "busy" ? "pods" : "addresses";
};

const storageOf = (tenant: "busy" | "other" | "school", choice: Switched) => {
  const store = storeOf(tenant, choice);
  return store === undefined ? [] : [{ scheme: "s3", endpoint: stores[store].endpoint }];
};

const model = (name: string) => ({
  name,
  storageUri: `s3://models/${name}/1`,
  requirements: ["sklearn"],
  memory: "64Mi",
});

/** What serves models, and the models where there is a store of them. */
function serving(tenant: "busy" | "other", choice: Switched) {
  const storage = storageOf(tenant, choice);
  return {
    servers: [{ name: "mlserver" }, { name: "pictures", type: "triton" }],
    storage,
    models: storage.length > 0 ? [model("first")] : [],
  };
}

/** Two that serve, of which one may have a way in of its own, and whoever else is asked for. */
export function tenantsOf(choice: Switched): object[] {
  const { tenants, ownWayIn, hodometer } = choice;
  const other = {
    name: "other",
    exposure: ownWayIn === "as the stack" ? {} : { type: ownWayIn },
    ...(hodometer === "on, but for one tenant" && { runtime: { hodometer: { enabled: false } } }),
  };
  if (tenants === "bare") return [{ name: "busy" }, other];
  return [
    { name: "busy", groups: ["ml-busy"], ...serving("busy", choice) },
    { ...other, ...(tenants === "with servers" && serving("other", choice)) },
    ...(tenants === "with servers"
      ? []
      : [
          {
            name: "school",
            kind: "training",
            groups: ["ml-school"],
            storage: storageOf("school", choice),
          },
        ]),
    ...(tenants === "a retired one too" ? [{ name: "gone", retire: true }] : []),
  ];
}
