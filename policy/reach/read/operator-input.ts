import type {
  Component,
  Configuration,
  CustomMetadata,
  Override,
} from "../../../operator/custom-resources";
import { metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { countAt, fieldsAt, flagAt, listAt, textAt, textsAt } from "./reading";

// Custom resources as the model of Seldon's operator takes them, without all that no network sees: a value of
// an environment variable may be unknown at preview, or a secret. Each function throws Unreadable.

/** Its labels and annotations, which the operator copies. */
export function readMetadata(object: KubernetesObject): CustomMetadata {
  const { labels, annotations } = metadataOf(object);
  return {
    labels: textsAt(labels, "metadata.labels"),
    annotations: textsAt(annotations, "metadata.annotations"),
  };
}

/** `spec.config`: what decides about Services. */
export function readConfiguration(object: KubernetesObject): Configuration {
  const path = "spec.config.serviceConfig";
  const config = fieldsAt(fieldsAt(object.spec, "spec").config, "spec.config");
  const service = fieldsAt(config.serviceConfig, path);
  const serviceType = textAt(service.serviceType, `${path}.serviceType`);
  const grpcServicePrefix = textAt(service.grpcServicePrefix, `${path}.grpcServicePrefix`);
  return { serviceConfig: { serviceType, grpcServicePrefix } };
}

/** `spec.components` of a SeldonConfig. */
export const readComponents = (object: KubernetesObject): Component[] =>
  listAt(fieldsAt(object.spec, "spec").components, "spec.components").map((item, index) => {
    const path = `spec.components[${index}]`;
    const fields = fieldsAt(item, path);
    return {
      name: textAt(fields.name, `${path}.name`) ?? "",
      labels: textsAt(fields.labels, `${path}.labels`),
      annotations: textsAt(fields.annotations, `${path}.annotations`),
      podSpec: readPodSpec(fields.podSpec, `${path}.podSpec`),
      volumeClaimTemplates: readClaims(fields.volumeClaimTemplates, path),
    };
  });

/** `spec.overrides` of a SeldonRuntime. */
export const readOverrides = (object: KubernetesObject): Override[] =>
  listAt(fieldsAt(object.spec, "spec").overrides, "spec.overrides").map((item, index) => {
    const path = `spec.overrides[${index}]`;
    const fields = fieldsAt(item, path);
    const isSaid = fields.podSpec !== undefined && fields.podSpec !== null;
    return {
      name: textAt(fields.name, `${path}.name`) ?? "",
      disable: flagAt(fields.disable, `${path}.disable`),
      replicas: countAt(fields.replicas, `${path}.replicas`),
      serviceType: textAt(fields.serviceType, `${path}.serviceType`),
      podSpec: isSaid ? readPodSpec(fields.podSpec, `${path}.podSpec`) : undefined,
    };
  });

/** Claims alone make a component a StatefulSet. */
export const readClaims = (value: unknown, path: string): { name: string; spec: object }[] =>
  listAt(value, `${path}.volumeClaimTemplates`).map(() => ({ name: "claim", spec: {} }));

/** Containers with their ports, host network and account. */
export function readPodSpec(value: unknown, path: string): object {
  const fields = fieldsAt(value, path);
  return {
    hostNetwork: flagAt(fields.hostNetwork, `${path}.hostNetwork`),
    serviceAccountName: textAt(fields.serviceAccountName, `${path}.serviceAccountName`),
    containers: readContainers(fields.containers, `${path}.containers`),
    initContainers: readContainers(fields.initContainers, `${path}.initContainers`),
  };
}

const readContainers = (value: unknown, path: string): object[] =>
  listAt(value, path).map((item, index) => {
    const { name, restartPolicy, ports } = fieldsAt(item, `${path}[${index}]`);
    const place = `${path}[${index}].ports`;
    return {
      name,
      restartPolicy,
      ports: listAt(ports, place).map((port) => {
        const fields = fieldsAt(port, place);
        return {
          name: fields.name,
          containerPort: fields.containerPort,
          protocol: fields.protocol,
        };
      }),
    };
  });
