import type { Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { outsideName, publicIPv4 } from "./making/hosts";
import { newName } from "./making/names";
import { podWay, specOf } from "./making/pod-way";
import { way } from "./making/way";

const server = (random: Random): string =>
  random.pick([outsideName(random), outsideName(random), publicIPv4(random)]);

/** Volumes that a pod may write down itself. */
const INLINE: readonly ((random: Random) => object)[] = [
  (random) => ({ nfs: { server: server(random), path: "/" } }),
  (random) => ({
    iscsi: { targetPortal: `${server(random)}:3260`, iqn: "iqn.2001-04.com.x:y", lun: 0 },
  }),
  (random) => ({
    iscsi: { targetPortal: "10.20.0.11:3260", portals: [`${publicIPv4(random)}:3260`], lun: 0 },
  }),
  (random) => ({
    cephfs: { monitors: random.shuffle(["10.20.0.11:6789", `${server(random)}:6789`]) },
  }),
  (random) => ({ rbd: { monitors: [`${server(random)}:6789`], image: "x" } }),
  (random) => ({
    csi: { driver: "nfs.csi.k8s.io", volumeAttributes: { server: server(random), share: "/" } },
  }),
  (random) => ({
    csi: {
      driver: "smb.csi.k8s.io",
      volumeAttributes: { source: `//${outsideName(random)}/share` },
    },
  }),
  () => ({ csi: { driver: "blob.csi.azure.com", volumeAttributes: { containerName: "x" } } }),
  (random) => ({ gitRepo: { repository: `https://${outsideName(random)}/a/b.git` } }),
  () => ({ gitRepo: { repository: "git@minio.model-store.svc:a/b.git", revision: "main" } }),
  () => ({ awsElasticBlockStore: { volumeID: "vol-0a1b2c3d" } }),
  () => ({ gcePersistentDisk: { pdName: "disk" } }),
  () => ({ azureFile: { secretName: "azure", shareName: "share" } }),
  () => ({ azureDisk: { diskName: "d", diskURI: "/subscriptions/1/disks/d" } }),
  (random) => ({
    flexVolume: {
      driver: "fstab/cifs",
      options: { networkPath: `//${outsideName(random)}/share` },
    },
  }),
];

/** Volumes that lie in a PersistentVolume. */
const PERSISTENT = INLINE.slice(0, 8);

/** Way 71. */
export const VOLUMES: readonly Way[] = [
  podWay(71, "volumes-are-inside", "a volume whose server is outside", [
    specOf("a volume of the pod", (random) => ({
      volumes: random.shuffle([
        { name: "tmp", emptyDir: {} },
        { name: "data", ...random.pick(INLINE)(random) },
      ]),
    })),
  ]),
  way(71, "volumes-are-inside", "a PersistentVolume whose server is outside", (random, stack) => {
    const volume = {
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name: newName(random) },
      spec: {
        capacity: { storage: "10Gi" },
        accessModes: ["ReadWriteMany"],
        ...random.pick(PERSISTENT)(random),
      },
    };
    return { what: JSON.stringify(volume.spec), change: added(random, stack, volume) };
  }),
];
