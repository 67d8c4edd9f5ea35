import assert from "node:assert/strict";

import { Seldon } from "../../components/seldon";
import { Tenant } from "../../components/tenant";
import { gatewayServices } from "../../exposure/gateway-services";
import { waysIn, type WayIn } from "../../schema/exposure";
import { images } from "../../versions";
import { policies, registry, seldonArgs } from "../components/made-up";
import { registered, type Registered } from "../components/registered";
import { accepted } from "../setup-config";
import { foundation } from "./stack";

const tenant = {
  name: "team-a",
  servers: [{ name: "mlserver" }],
  storage: [{ scheme: "s3", endpoint: "http://minio.store.svc:9000", existing: true }],
  models: [{ name: "iris", storageUri: "s3://m/iris", requirements: ["sklearn"] }],
};
const modelStores = [
  { endpoint: "http://minio.store.svc:9000", egress: [{ namespace: "store", port: 9000 }] },
];

/** What the engine is told of a tenant, and the Services before the gateway, by "type name". */
async function made(type: WayIn): Promise<Map<string, Registered["inputs"]>> {
  const platform = accepted({
    ...foundation(type),
    modelStores,
    exposure: { type },
    tenants: [tenant],
  });
  const [settings] = platform.tenants;
  assert.ok(settings);
  const all = await registered((opts) => {
    const seldon = new Seldon("seldon", seldonArgs, opts);
    const args = { platform, policies, registry, logins: [], images, replicas: new Map() };
    new Tenant("team-a", { ...args, tenant: settings, mesh: "1.30.3", seldon }, opts);
  });
  const services = gatewayServices(platform).map(
    (service) => [`Service ${service.metadata.name}`, { ...service }] as const,
  );
  return new Map([
    ...all.map((each) => [`${each.type} ${each.name}`, each.inputs] as const),
    ...services,
  ]);
}

/** Callers from outside the mesh reach Envoy by some words only, and by what lets them in. */
const isWayIn = (key: string): boolean =>
  /(^|:)(Service|Gateway|VirtualService|Ingress|Certificate) |:PeerAuthentication .*seldon-envoy$/.test(
    key,
  );

/** Others of the tenant call Envoy too, so it is always there, and names the callers in place. */
const isChanged = (key: string): boolean => /:AuthorizationPolicy .*seldon-envoy$/.test(key);

/** What the API server knows an object by: two resources of one identity cannot come and go in one update. */
const identity = (key: string, inputs: Registered["inputs"] = {}): string => {
  const { name, namespace } = (inputs["metadata"] ?? {}) as Record<string, string>;
  const kind = key.replace(/ .*/, "").split(":").at(-1) ?? "";
  return [kind, namespace, name].join(" ");
};

describe("from one way in to another", () => {
  const words = new Map<WayIn, Map<string, Registered["inputs"]>>();
  before(async function () {
    this.timeout(60_000);
    for (const word of waysIn) words.set(word, await made(word));
  });
  const of = (word: WayIn) => words.get(word) ?? new Map<string, Registered["inputs"]>();

  for (const from of waysIn)
    for (const to of waysIn.filter((word) => word !== from))
      it(`from ${from} to ${to}: tenant, runtime, servers and models stay as they are`, () => {
        const keys = [...new Set([...of(from).keys(), ...of(to).keys()])];
        const stays = keys.filter((key) => !isWayIn(key) && !isChanged(key));
        for (const kind of ["SeldonRuntime", "Server", "Model", "Namespace"])
          assert.ok(
            stays.some((key) => key.includes(`:${kind} team-a`)),
            kind,
          );
        for (const key of stays) assert.deepEqual(of(to).get(key), of(from).get(key), key);
        for (const key of keys.filter((each) => of(from).has(each) && of(to).has(each)))
          assert.equal(identity(key, of(to).get(key)), identity(key, of(from).get(key)));
        const coming = keys.filter((key) => !of(from).has(key));
        const before = [...of(from)].map(([key, inputs]) => identity(key, inputs));
        for (const key of coming)
          assert.ok(!before.includes(identity(key, of(to).get(key))), `${key} is there already`);
      });

  it("comes with objects of its own for each word but none", () => {
    for (const word of waysIn)
      assert.equal([...of(word).keys()].some(isWayIn), word !== "none", word);
  });
});
