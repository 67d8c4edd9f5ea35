import { fieldsOf, isKind, listOf, textOf, type KubernetesObject } from "../kubernetes-object";
import { ownerOf } from "../verdicts/places";
import { blocks, type View } from "../verdicts/view";
import type { Need } from "./need";
import { serviceNamed, targetsOf } from "./services";

/** API servers call whatever asks to be called: admission, conversion, further API groups. */
export function webhookNeeds(view: View): Need[] {
  const { cidrs, webhookCallers } = view.site.apiServer;
  const from = blocks([...cidrs, ...webhookCallers]);
  const called = view.cluster.objects
    .flatMap(servicesCalled)
    .map(fieldsOf)
    .flatMap(({ namespace, name, port = 443 }) => {
      const service = serviceNamed(view, String(namespace), String(name));
      return service === undefined ? [] : targetsOf(view, service, Number(port));
    })
    // Whoever owns the others sees to them.
    .filter(({ pods }) => ["platform", "tenant"].includes(ownerOf(view, pods.namespace)));
  const each = new Map(
    called.map((target) => [
      `${target.pods.namespace}/${target.pods.name}:${target.port.port}`,
      target,
    ]),
  );
  return [...each.values()].map(({ pods, port }) => ({
    name: "API servers call webhooks",
    why: "objects are checked and changed by them, and refused while they do not answer",
    of: pods,
    ways: [{ from, to: pods, ports: [port] }],
  }));
}

function servicesCalled(object: KubernetesObject): unknown[] {
  const spec = fieldsOf(object.spec);
  if (isKind(object, "apiregistration.k8s.io", "APIService"))
    return textOf(fieldsOf(spec.service).name) === undefined ? [] : [spec.service];
  if (isKind(object, "apiextensions.k8s.io", "CustomResourceDefinition"))
    return [fieldsOf(fieldsOf(fieldsOf(spec.conversion).webhook).clientConfig).service].filter(
      isSaid,
    );
  const kinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];
  if (!isKind(object, "admissionregistration.k8s.io", ...kinds)) return [];
  return listOf(object.webhooks)
    .map((webhook) => fieldsOf(fieldsOf(webhook).clientConfig).service)
    .filter(isSaid);
}

const isSaid = (service: unknown): boolean => service !== undefined && service !== null;
