import type { Model } from "../schema/serving";
import type { StorageAccess } from "../schema/storage";
import { loginFor, storageSecretName } from "./storage-secret";

const apiVersion = "mlops.seldon.io/v1alpha1";
const kind = "Model";

/** A Model, loaded with the tenant's login for its URI's scheme. */
export function model(namespace: string, args: Model, storage: readonly StorageAccess[]) {
  const login = loginFor(args.storageUri, storage);
  const parameters = Object.entries(args.parameters).map(([name, value]) => ({ name, value }));
  return {
    apiVersion,
    kind,
    metadata: { name: args.name, namespace },
    spec: {
      storageUri: args.storageUri,
      requirements: args.requirements,
      memory: args.memory,
      secretName: args.secretName ?? (login && storageSecretName(login)),
      server: args.server,
      replicas: args.replicas ?? args.autoscaling?.minReplicas ?? args.minReplicas ?? 1,
      minReplicas: args.minReplicas,
      maxReplicas: args.maxReplicas,
      artifactVersion: args.artifactVersion,
      modelType: args.modelType,
      parameters: parameters.length > 0 ? parameters : undefined,
    },
  };
}

/**
 * Scales a Model by a metric of its own, as a metrics adapter serves it. Seldon supports only
 * AverageValue here: with Value, two autoscalers would fight over the same pods.
 */
export function modelAutoscaler(
  namespace: string,
  name: string,
  { minReplicas, maxReplicas, metric }: NonNullable<Model["autoscaling"]>,
) {
  const target = { apiVersion, kind, name };
  return {
    apiVersion: "autoscaling/v2" as const,
    kind: "HorizontalPodAutoscaler" as const,
    metadata: { name: `${name}-model`, namespace },
    spec: {
      scaleTargetRef: target,
      minReplicas,
      maxReplicas,
      metrics: [
        {
          type: "Object",
          object: {
            metric: { name: metric.name },
            describedObject: target,
            target: { type: "AverageValue", averageValue: metric.averageValue },
          },
        },
      ],
    },
  };
}
