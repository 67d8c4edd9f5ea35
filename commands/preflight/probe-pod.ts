import { readFileSync } from "node:fs";
import { join } from "node:path";

import { containerSecurity } from "../../seldon/container-security";
import type { Manifest } from "./manifest";
import type { Place } from "./probe";

/** One address to dial. */
export interface Dial {
  readonly host: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  /** A TCP connection counts only when what is sent comes back. */
  readonly echo: boolean;
}

/** What probe.py can be told to do. */
export type Task =
  | { readonly mode: "start" }
  | {
      readonly mode: "listen";
      readonly tcp: readonly number[];
      readonly udp: readonly number[];
      readonly seconds: number;
    }
  | {
      readonly mode: "dial";
      readonly to: readonly Dial[];
      readonly settleSeconds: number;
      readonly patienceSeconds: number;
      readonly tries: number;
    }
  | {
      readonly mode: "insist";
      readonly to: readonly Dial[];
      readonly seconds: number;
      readonly patienceSeconds: number;
    }
  | {
      readonly mode: "hold";
      readonly to: Dial;
      readonly seconds: number;
      readonly patienceSeconds: number;
    }
  | {
      readonly mode: "resolve";
      readonly names: readonly string[];
      readonly settleSeconds: number;
      readonly patienceSeconds: number;
    };

interface ProbePod {
  readonly namespace: string;
  readonly name: string;
  readonly role: string;
  readonly node: string;
  readonly task: Task;
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  /** Asks for the image even where the node has it. */
  readonly pullsAlways?: boolean;
  /** Absent: ready when the task says so, by a file; the network has no part in it. */
  readonly readinessProbe?: object;
}

/** Each throwaway namespace has it: the default account may not be there yet when a pod comes. */
export const probeAccount = "probe";

/** By it policies tell probe pods apart. */
export const roleLabel = "seldon-platform/preflight-role";

/** Whatever becomes of the command, its pods end. */
const mostSeconds = 1800;

const readyFile = "/tmp/ready";
const reportFile = "/dev/termination-log";

/** A pod that does one task and reports by its termination message. */
export function probePod(place: Pick<Place, "image">, pod: ProbePod): Manifest {
  const script = readFileSync(join(__dirname, "probe.py"), "utf8");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      namespace: pod.namespace,
      name: pod.name,
      // A proxy beside it would answer in its place.
      labels: { [roleLabel]: pod.role, "sidecar.istio.io/inject": "false" },
    },
    spec: {
      restartPolicy: "Never",
      activeDeadlineSeconds: mostSeconds,
      terminationGracePeriodSeconds: 1,
      serviceAccountName: probeAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: { "kubernetes.io/hostname": pod.node },
      // The user of MLServer's image.
      securityContext: { runAsUser: 1000, runAsNonRoot: true },
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "1Mi" } }],
      containers: [
        {
          name: "probe",
          image: place.image,
          imagePullPolicy: pod.pullsAlways ? "Always" : "IfNotPresent",
          command: ["python3", "-c", script],
          args: [JSON.stringify({ ...pod.task, readyFile, reportFile })],
          ...(pod.ports && { ports: pod.ports }),
          readinessProbe: pod.readinessProbe ?? {
            exec: { command: ["cat", readyFile] },
            periodSeconds: 1,
          },
          terminationMessagePath: reportFile,
          resources: {
            requests: { cpu: "10m", memory: "32Mi" },
            limits: { cpu: "200m", memory: "128Mi" },
          },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
          securityContext: { ...containerSecurity, readOnlyRootFilesystem: true },
        },
      ],
    },
  };
}
