import assert from "node:assert/strict";
import { deployment, findingsOf } from "../../objects";

const RULE = "volumes-are-inside";
const told = (volume: object) =>
  findingsOf(RULE, [deployment({ volumes: [{ name: "x", ...volume }] })]);
const AT = "spec.template.spec.volumes[0]";

describe(RULE, () => {
  const sources: Record<string, (host: string) => object> = {
    "nfs.server": (host) => ({ nfs: { server: host } }),
    "iscsi.targetPortal": (host) => ({ iscsi: { targetPortal: `${host}:3260` } }),
    "iscsi.portals[1]": (host) => ({ iscsi: { portals: ["a.svc", host] } }),
    "cephfs.monitors[0]": (host) => ({ cephfs: { monitors: [`${host}:6789`] } }),
    "rbd.monitors[0]": (host) => ({ rbd: { monitors: [host] } }),
    "quobyte.registry": (host) => ({ quobyte: { registry: `a.svc:1,${host}:2` } }),
    "csi.volumeAttributes.server": (host) => ({
      csi: { driver: "nfs.csi.k8s.io", volumeAttributes: { server: host, share: "/data" } },
    }),
    "csi.volumeAttributes.source": (host) => ({
      csi: { driver: "smb.csi.k8s.io", volumeAttributes: { source: `//${host}/share` } },
    }),
  };
  for (const [at, source] of Object.entries(sources))
    it(`reads ${at}: a host outside is refused, a Service is not`, () => {
      const [finding] = told(source("Files.Evil.example"));
      assert.equal(finding?.path, `${AT}.${at}`);
      assert.equal(finding.message, "names the host files.evil.example, which is outside");
      assert.equal(told(source("203.0.113.7")).length, 1);
      assert.deepEqual(told(source("files.team.svc")), []);
    });

  const clouds =
    "gitRepo awsElasticBlockStore gcePersistentDisk azureDisk azureFile flexVolume".split(" ");
  for (const type of clouds)
    it(`refuses ${type}`, () => {
      assert.deepEqual(
        told({ [type]: {} }).map(({ path }) => path),
        [`${AT}.${type}`],
      );
    });

  for (const driver of ["ebs.csi.aws.com", "pd.csi.storage.gke.io", "file.csi.azure.com"])
    it(`refuses the cloud's driver ${driver}, in pods, volumes and classes`, () => {
      const volume = { apiVersion: "v1", kind: "PersistentVolume", spec: { csi: { driver } } };
      const storage = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass" };
      assert.equal(told({ csi: { driver } }).length, 1);
      assert.equal(findingsOf(RULE, [volume]).length, 1);
      assert.equal(findingsOf(RULE, [{ ...storage, provisioner: driver }]).length, 1);
      assert.deepEqual(
        findingsOf(RULE, [{ ...storage, provisioner: "rancher.io/local-path" }]),
        [],
      );
    });

  it("reads the servers of volumes and of classes", () => {
    const volume = (server: string) => ({
      apiVersion: "v1",
      kind: "PersistentVolume",
      spec: { nfs: { server } },
    });
    const storage = (server: string) => ({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      provisioner: "nfs.csi.k8s.io",
      parameters: { server, share: "/data" },
    });
    for (const make of [volume, storage]) {
      assert.equal(findingsOf(RULE, [make("files.evil.example")]).length, 1);
      assert.deepEqual(findingsOf(RULE, [make("files.store.svc")]), []);
    }
  });

  it("accepts volumes that have no server", () => {
    for (const volume of [
      { emptyDir: {} },
      { persistentVolumeClaim: { claimName: "a" } },
      { csi: { driver: "secrets-store.csi.k8s.io", volumeAttributes: { class: "a" } } },
      { nfs: null },
    ])
      assert.deepEqual(told(volume), []);
  });
});
