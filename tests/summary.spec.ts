import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { summary, type Exposed, type ExposedService } from "../summary";
import { cluster, metalLb, stack } from "./exposure/stack";

const nobody: Exposed = { gateway: {}, direct: {} };
const iris = { name: "iris", storageUri: "s3://m/iris", requirements: ["sklearn"] };
const tenants = (exposure: object = {}) => [{ name: "team-a", models: [iris], exposure }];
const outputs = (change: object, exposed: Exposed = nobody) =>
  summary(stack({ metalLb: undefined, tenants: tenants(), ...change }), exposed);

/** As the engine hands a Service back, once the cluster has chosen for it. */
const service = (status: object, ports: object[] = []): ExposedService =>
  ({ spec: pulumi.output({ ports }), status: pulumi.output(status) }) as unknown as ExposedService;

/** The value of an Output, which a test may wait for and a program may not. */
const valueOf = (output: unknown): Promise<unknown> =>
  (output as { promise(): Promise<unknown> }).promise();

const call = (start: string) =>
  `curl ${start}/v2/models/iris/infer -H 'Content-Type: application/json' -H 'seldon-model: iris' ` +
  `-d '{"inputs":[{"name":"predict","shape":[1,4],"datatype":"FP32","data":[[1,2,3,4]]}]}'`;

describe("the outputs of a stack", () => {
  it("are calls through a port-forward where there is no way in", () => {
    assert.deepEqual(outputs({ cluster: { ...cluster, nodes: [] } }), {
      tenants: ["team-a"],
      hodometer: "off",
      requests: {
        "team-a": {
          first: "kubectl -n team-a port-forward svc/seldon-mesh 8080:80",
          iris: call("http://localhost:8080"),
        },
      },
    });
  });

  it("are plain where the stack file fixes the address", () => {
    const exposure = { type: "metalLb", address: "10.20.0.100" };
    const { waysIn, requests, addresses } = outputs({ metalLb, exposure });
    assert.deepEqual(waysIn, {
      "team-a": {
        way: "metalLb",
        url: "http://team-a.seldon.internal",
        address: "10.20.0.100",
        hosts: "10.20.0.100 team-a.seldon.internal",
      },
    });
    assert.deepEqual(requests, {
      "team-a": {
        iris: call("--resolve team-a.seldon.internal:80:10.20.0.100 http://team-a.seldon.internal"),
      },
    });
    assert.deepEqual(addresses, [
      "10.20.0.21  node node-1  (cluster.nodes[0].address)",
      "10.20.0.22  node node-2  (cluster.nodes[1].address)",
      "10.20.0.100  the gateway  (exposure.address)",
    ]);
  });

  it("say how to get the CA first where the platform's own signs", () => {
    const exposure = { type: "nodePort", tls: {} };
    const { requests } = outputs({ exposure, certManager: { authority: "selfSigned" } });
    const { first, iris: line } = requests?.["team-a"] as Record<string, string>;
    assert.match(first ?? "", /^kubectl -n istio-ingress get secret seldon-models-tls /);
    assert.match(line ?? "", /^curl --cacert platform-ca.crt --resolve \S+ https:\S+:31443\/v2/);
  });

  it("wait for the address that the cluster chooses", async () => {
    const given = service({ loadBalancer: { ingress: [{ hostname: "lb-7.cloud.test" }] } });
    const exposed = { ...nobody, gateway: { "istio-ingressgateway-cloud": given } };
    const { waysIn, requests } = outputs({ exposure: { type: "cloudLoadBalancer" } }, exposed);
    assert.deepEqual(await valueOf(waysIn?.["team-a"]), {
      way: "cloudLoadBalancer",
      url: "http://team-a.seldon.internal",
      address: "lb-7.cloud.test",
      hosts: "none: lb-7.cloud.test is a name; let the DNS send team-a.seldon.internal there",
    });
    assert.deepEqual(await valueOf(requests?.["team-a"]), {
      iris: call("http://team-a.seldon.internal"),
    });
  });

  it("wait for MetalLB's choice and for a NodePort that is found", async () => {
    const chosen = service({ loadBalancer: { ingress: [{ ip: "10.20.0.107" }] } });
    const byMetalLb = outputs(
      { metalLb, exposure: { type: "metalLb" } },
      { ...nobody, gateway: { "istio-ingressgateway-metallb": chosen } },
    );
    const door = (await valueOf(byMetalLb.waysIn?.["team-a"])) as Record<string, string>;
    assert.equal(door["hosts"], "10.20.0.107 team-a.seldon.internal");
    const found = service({}, [{ port: 80, nodePort: 30123 }]);
    const directly = outputs(
      { exposure: { type: "direct" } },
      { ...nobody, direct: { "team-a": found } },
    );
    const own = (await valueOf(directly.waysIn?.["team-a"])) as Record<string, string>;
    assert.equal(own["url"], "http://10.20.0.21:30123");
  });

  it("are plain for a direct way in at a fixed NodePort", () => {
    const exposure = { type: "direct" };
    const { waysIn } = outputs({ exposure, tenants: tenants({ nodePort: 32000 }) });
    assert.deepEqual(waysIn?.["team-a"], {
      way: "direct",
      url: "http://10.20.0.21:32000",
      address: "10.20.0.21",
      hosts: "10.20.0.21 team-a.seldon.internal",
    });
  });

  it("have the members for a load balancer outside, and only for one", () => {
    const { haproxy, f5 } = outputs({ exposure: { type: "hardwareLoadBalancer" } });
    assert.match(haproxy ?? "", /server node-2 10\.20\.0\.22:31080 check/);
    assert.match(f5 ?? "", /10\.20\.0\.22:31080/);
    assert.equal(outputs({ exposure: { type: "nodePort" } }).haproxy, undefined);
  });

  it("say how to open what others have installed beside the mesh", () => {
    const addOns = { kiali: { namespace: "kiali" }, jaeger: { namespace: "tracing" } };
    assert.deepEqual(outputs({ addOns }).addOns, {
      kiali: "kubectl -n kiali port-forward svc/kiali 20001:20001",
      jaeger: "kubectl -n tracing port-forward svc/tracing 16686:80",
    });
    assert.equal(outputs({}).addOns, undefined);
  });

  it("leave retired tenants out, and say what is next", () => {
    const {
      tenants: names,
      waysIn,
      retired,
    } = outputs({
      exposure: { type: "nodePort" },
      tenants: [{ name: "team-a", retire: true }, { name: "team-b" }],
    });
    assert.deepEqual(names, ["team-b"]);
    assert.deepEqual(Object.keys(waysIn ?? {}), ["team-b"]);
    assert.match(retired ?? "", /^team-a: remove the item and run pulumi up again/);
  });
});
