/** Fields that a cluster has and the operator did not send, and who put them there. */
interface Addition {
  readonly by: string;
  readonly paths: readonly RegExp[];
}

const podSpec = String.raw`((Deployment|StatefulSet)\.spec\.template|Pod)\.spec`;
const container = String.raw`${podSpec}\.containers\[\d+\]`;
const line = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join("")}$`);

/** The whole list: a field of a recording is in the model or here. */
const additions: readonly Addition[] = [
  {
    by: "the operator, with a live uid, and its own memory",
    paths: [
      /^\w+\.metadata\.ownerReferences\[[\w-]+\]$/,
      /^\w+\.metadata\.annotations\.seldon\.io\/last-applied=/,
    ],
  },
  {
    by: "the API server's defaults for workloads",
    paths: [
      /^Deployment\.spec\.progressDeadlineSeconds=600$/,
      /^Deployment\.spec\.strategy$/,
      /^StatefulSet\.spec\.(updateStrategy|persistentVolumeClaimRetentionPolicy)$/,
      /^(Deployment|StatefulSet)\.spec\.revisionHistoryLimit=10$/,
      /^StatefulSet\.spec\.volumeClaimTemplates\[\d+\]\.(apiVersion="v1"|kind="PersistentVolumeClaim"|status)$/,
      /^StatefulSet\.spec\.volumeClaimTemplates\[\d+\]\.spec\.volumeMode="Filesystem"$/,
    ],
  },
  {
    by: "the API server's defaults for pods",
    paths: [
      line(podSpec, String.raw`\.dnsPolicy="ClusterFirst"`),
      line(podSpec, String.raw`\.restartPolicy="Always"`),
      line(podSpec, String.raw`\.schedulerName="default-scheduler"`),
      line(podSpec, String.raw`\.serviceAccount="[\w-]+"`), // the old name of serviceAccountName
      line(podSpec, String.raw`\.volumes\[\d+\]\.(configMap|secret)\.defaultMode=420`),
      line(container, String.raw`\.terminationMessagePath="/dev/termination-log"`),
      line(container, String.raw`\.terminationMessagePolicy="File"`),
      line(container, String.raw`\.\w+Probe\.(successThreshold|timeoutSeconds)=1`),
      line(container, String.raw`\.\w+Probe\.failureThreshold=3`),
      line(container, String.raw`\.\w+Probe\.periodSeconds=10`),
      line(container, String.raw`\.(\w+Probe|lifecycle\.\w+)\.httpGet\.scheme="HTTP"`),
      line(container, String.raw`\.env\[\d+\]\.valueFrom\.fieldRef\.apiVersion="v1"`),
    ],
  },
  {
    by: "the API server's defaults for Services",
    paths: [
      /^Service\.spec\.clusterIPs?(="10\.[\d.]+"|\[(10\.[\d.]+|None)\])$/,
      /^Service\.spec\.internalTrafficPolicy="Cluster"$/,
      /^Service\.spec\.(ipFamilies\[IPv4\]|ipFamilyPolicy="SingleStack")$/,
      /^Service\.spec\.sessionAffinity="None"$/,
      /^Service\.spec\.type="ClusterIP"$/,
      /^Service\.spec\.ports\[\d+\]\.(protocol="TCP"|targetPort=9005)$/,
    ],
  },
  {
    by: "the controllers of workloads and volumes",
    paths: [
      /^\w+\.status$/,
      /^Deployment\.metadata\.annotations\.deployment\.kubernetes\.io\/revision="1"$/,
      /^Pod\.metadata\.name=/, // of a Deployment: its hashes are known only to a cluster
      /^Pod\.metadata\.generateName="-"$/, // of a StatefulSet, whose pods have a name all the same
      /^Pod\.metadata\.labels\.(controller-revision-hash|pod-template-hash)=/,
      /^PersistentVolumeClaim\.metadata\.annotations\.pv\.kubernetes\.io\/(bind-completed|bound-by-controller)="yes"$/,
      /^PersistentVolumeClaim\.metadata\.finalizers\[kubernetes\.io\/pvc-protection\]$/,
      /^PersistentVolumeClaim\.spec\.(volumeMode="Filesystem"|volumeName="pv-\d+")$/,
    ],
  },
  {
    by: "admission and the scheduler",
    paths: [
      /^Pod\.spec\.(enableServiceLinks=true|preemptionPolicy="PreemptLowerPriority"|priority=0)$/,
      /^Pod\.spec\.nodeName="node-\d+"$/,
      /^Pod\.spec\.tolerations\[undefined\]$/,
      /^Pod\.spec\.(volumes|containers\[\d+\]\.volumeMounts)\[kube-api-access-\w+\]$/,
      /^PersistentVolumeClaim\.spec\.storageClassName="standard"$/,
    ],
  },
];

const paths = additions.flatMap((addition) => addition.paths);

/** The added fields that are in no line of the list. */
export const unexplained = (added: readonly string[]): string[] =>
  added.filter((field) => !paths.some((path) => path.test(field)));

/** The lines of the list that no added field needs. */
export const unused = (added: readonly string[]): string[] =>
  paths.filter((path) => !added.some((field) => path.test(field))).map(({ source }) => source);
