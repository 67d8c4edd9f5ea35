import { fieldsOf, metadataOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";

const CLOUDS =
  /^(service\.beta\.kubernetes\.io|service\.kubernetes\.io\/(ibm|qcloud|tke|local-svc)|service\.(beta\.)?alibabacloud\.com|service\.cloud\.alibabacloud\.com|cloud\.google\.com|networking\.gke\.io|load-?balancer\.(hetzner\.cloud|openstack\.org)|kubernetes\.digitalocean\.com|oci(-network-load-balancer)?\.oraclecloud\.com|kubernetes\.civo\.com|kubernetes\.elb\.)/;

/** What a Service asks a cloud for, or a class of load balancers, that the site does not list. */
export function askedOfClouds(service: KubernetesObject, { services }: Site): Complaint[] {
  const { loadBalancerClass } = fieldsOf(service.spec);
  const annotations = Object.keys(fieldsOf(metadataOf(service).annotations));
  return [
    ...(typeof loadBalancerClass === "string" &&
    loadBalancerClass !== "" &&
    !services.loadBalancerClasses.includes(loadBalancerClass)
      ? [
          {
            path: "spec.loadBalancerClass",
            message: "names a class of load balancers that the site does not list",
            remedy:
              "Leave it out, or have it listed under services.loadBalancerClasses of the site.",
          },
        ]
      : []),
    ...annotations
      .filter((name) => CLOUDS.test(name) && !services.cloudAnnotations.includes(name))
      .map((name) => ({
        path: childPath("metadata.annotations", name),
        message: "tells a cloud what to make, and the site does not list it",
        remedy: "Leave it out, or have it listed under services.cloudAnnotations of the site.",
      })),
  ];
}
