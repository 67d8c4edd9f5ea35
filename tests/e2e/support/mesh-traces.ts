import type { StackShell } from "./stack-shell";

interface Live {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly config?: { readonly serviceConfig?: Readonly<Record<string, string>> };
  };
}

/** CRDs stay, with what the API server makes of them; the others come and go all the time. */
const passedOver =
  "events|events.events.k8s.io|leases.*|componentstatuses|customresource.*|apiservices.*";

/** istiod puts it into every namespace, and nobody takes it away again. */
const leftByIstiod = "istio-ca-root-cert";

/** Whatever on the cluster is there because of the mesh, as kind/namespace/name or with what it says of it. */
export async function meshTraces(shell: StackShell): Promise<string[]> {
  const kinds = `kubectl api-resources --verbs=list -o name | grep -vxE '${passedOver}' | paste -sd,`;
  const { items } = (await shell.json(`kubectl get "$(${kinds})" -A -o json`)) as { items: Live[] };
  return items.filter(({ metadata }) => metadata.name !== leftByIstiod).flatMap(traces);
}

function traces({ apiVersion, kind, metadata, spec }: Live): string[] {
  const { name, namespace = "", labels = {} } = metadata;
  const named = [apiVersion, name, namespace].some((text) => text.includes("istio"));
  const injected = labels["istio-injection"];
  const prefix = spec?.config?.serviceConfig?.["grpcServicePrefix"];
  return [
    ...(named ? [[kind, namespace, name].filter(Boolean).join("/")] : []),
    ...(injected ? [`${kind}/${name} istio-injection=${injected}`] : []),
    ...(kind === "SeldonRuntime" && prefix
      ? [`${kind}/${namespace} grpcServicePrefix=${prefix}`]
      : []),
  ];
}
