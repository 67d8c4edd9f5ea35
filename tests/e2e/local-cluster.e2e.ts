import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { processesOf } from "../../toolchain/cluster-processes";
import { certificateStages } from "../../toolchain/cluster-stages";
import { ClusterPlace } from "../toolchain/cluster-place";
import { listeningAddresses } from "../toolchain/listening-addresses";

describe("the local cluster", function () {
  this.timeout(120_000);
  let here: ClusterPlace;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    here = new ClusterPlace();
    await here.prepare();
  });
  beforeEach(() => {
    here.said.length = 0;
  });
  after(() => here.remove());

  it("starts, and starting it again changes nothing and takes no time", async () => {
    const before = userFiles();
    const cluster = here.cluster("full", 3);
    await cluster.start();
    assert.equal(await cluster.ready(), true);
    assert.equal(here.kubectl("full", ["config", "current-context"]), "full\n");
    assert.equal(here.kubectl("full", ["get", "nodes", "-o", "name"]).trim().split("\n").length, 3);
    assert.equal(statSync(here.kubeconfig("full")).mode & 0o777, 0o600);
    const uid = await cluster.uid();
    const begun = performance.now();
    await here.cluster("full", 3).start();
    assert.ok(performance.now() - begun < 500);
    assert.equal(await cluster.uid(), uid);
    assert.deepEqual(here.said, []);
    assert.deepEqual(userFiles(), before, "the user's own files are untouched");
  });

  it("listens on loopback only, with every component", () => {
    const processes = processesOf(here.folder("full"));
    assert.equal(processes.length, 5);
    for (const { name, pid } of processes) {
      const addresses = listeningAddresses(pid);
      assert.ok(addresses.length > 0, `${name} listens nowhere`);
      for (const address of addresses) assert.match(address, /^(127\.0\.0\.1|\[::1\]):\d+$/, name);
    }
  });

  it("rolls out workloads with volumes, gives load balancers an address, and takes volumes back", () => {
    here.kubectl("full", ["apply", "-f", "-"], workload);
    here.kubectl("full", ["rollout", "status", "statefulset/db", "--timeout=60s"]);
    const ip = "jsonpath={.status.loadBalancer.ingress[0].ip}";
    here.kubectl("full", ["wait", `--for=${ip}`, "service/db", "--timeout=30s"]);
    const address = here.kubectl("full", ["get", "service/db", "-o", ip]);
    assert.match(address, /^198\.51\.100\.\d+$/);
    here.kubectl("full", ["delete", "statefulset/db", "service/db"]);
    here.kubectl("full", ["delete", "persistentvolumeclaim", "--all"]);
    here.kubectl("full", ["wait", "--for=delete", "persistentvolume", "--all", "--timeout=30s"]);
  });

  it("gives a load balancer the address that MetalLB is asked for", () => {
    here.kubectl("full", ["apply", "-f", "-"], door);
    const ip = "jsonpath={.status.loadBalancer.ingress[0].ip}";
    here.kubectl("full", ["wait", `--for=${ip}=10.20.0.100`, "service/door", "--timeout=30s"]);
    here.kubectl("full", ["delete", "service/door"]);
  });

  it("writes into webhook configurations what their pods would, as another field manager", () => {
    const apply = ["apply", "--server-side", "--field-manager=owner", "-f", "-"];
    here.kubectl("full", apply, webhooks);
    const kinds = [
      "validatingwebhookconfiguration/istio-validator",
      "mutatingwebhookconfiguration/other",
    ];
    const authority = "jsonpath={.webhooks[0].clientConfig.caBundle}";
    for (const one of kinds)
      here.kubectl("full", ["wait", `--for=${authority}`, one, "--timeout=30s"]);
    const policies = ["get", ...kinds, "-o", "jsonpath={.items[*].webhooks[0].failurePolicy}"];
    assert.equal(here.kubectl("full", policies), "Fail Ignore");
    const managers = [
      "-o",
      "jsonpath={.metadata.managedFields[*].manager}",
      "--show-managed-fields",
    ];
    assert.equal(
      here.kubectl("full", ["get", kinds[1] ?? "", ...managers]),
      "owner kwok-controller",
    );
    here.kubectl("full", ["delete", ...kinds]);
  });

  it("turns Certificates ready once it is told of them, and tells again without harm", async () => {
    here.kubectl("full", ["apply", "-f", "-"], certificates);
    const cluster = here.cluster("full", 3);
    await cluster.simulate(certificateStages());
    here.kubectl("full", ["apply", "-f", "-"], certificate);
    here.kubectl("full", ["wait", "--for=condition=Ready", "certificate/door", "--timeout=180s"]);
    const running = here.running("full");
    await cluster.simulate(certificateStages());
    assert.deepEqual(here.running("full"), running);
    assert.equal(running.length, 6);
  });

  it("starts bare control planes side by side", async () => {
    const [one, two] = [here.cluster("one", 0), here.cluster("two", 0)];
    await Promise.all([one.start(), two.start()]);
    assert.notEqual(await one.uid(), await two.uid());
    assert.deepEqual(here.running("one"), ["etcd", "kube-apiserver"]);
  });

  it("is started once by two callers", async () => {
    await Promise.all([here.cluster("both", 0).start(), here.cluster("both", 0).start()]);
    assert.equal(here.running("both").length, 2);
  });

  it("leaves no process and no file when removed, and removes twice without complaint", async () => {
    await here.removeClusters();
    await here.removeClusters();
    for (const name of ["full", "one", "two", "both"]) assert.deepEqual(here.running(name), []);
    assert.deepEqual(readdirSync(path.join(here.place.folder, "clusters")), []);
    assert.deepEqual(readdirSync(path.join(here.place.folder, "kube")), []);
  });
});

/** What kwokctl and kubectl would write to if they were not kept away. */
function userFiles(): unknown {
  return [".kwok", ".kube/config"].map((name) => {
    const file = path.join(os.homedir(), name);
    return existsSync(file) ? statSync(file).mtimeMs : "absent";
  });
}

const workload = `
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: LoadBalancer, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

const door = `
apiVersion: v1
kind: Service
metadata:
  name: door
  annotations: {metallb.io/loadBalancerIPs: 10.20.0.100}
spec: {type: LoadBalancer, ports: [{port: 80}]}
`;

const webhook = (kind: string, name: string): string => `
apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}WebhookConfiguration
metadata: {name: ${name}}
webhooks:
  - name: first.test.io
    clientConfig: {service: {name: web, namespace: web}}
    failurePolicy: Ignore
    sideEffects: None
    admissionReviewVersions: [v1]
`;
const webhooks = `${webhook("Validating", "istio-validator")}---${webhook("Mutating", "other")}`;

const certificates = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: certificates.cert-manager.io}
spec:
  group: cert-manager.io
  names: {plural: certificates, singular: certificate, kind: Certificate, listKind: CertificateList}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources: {status: {}}
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;

const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: door}
spec: {secretName: door}
`;
