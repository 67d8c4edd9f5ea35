{{/* All that differs between the CRDs but their schemas. Age is the creation time. */}}
{{- define "kinds" -}}
- { kind: TrafficExtension, group: extensions, plural: trafficextensions, versions: [v1alpha1],
    stored: v1alpha1, schema: others, needsSpec: true, columns: [{ name: Age }] }
- { kind: WasmPlugin, group: extensions, plural: wasmplugins, versions: [v1alpha1],
    stored: v1alpha1, schema: others, needsSpec: true, columns: [{ name: Age }] }
- { kind: DestinationRule, group: networking, plural: destinationrules, short: dr,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: others,
    columns: [{ name: Host, jsonPath: .spec.host, type: string }, { name: Age }] }
- { kind: EnvoyFilter, group: networking, plural: envoyfilters, versions: [v1alpha3],
    stored: v1alpha3, schema: others }
- { kind: Gateway, group: networking, plural: gateways, short: gw,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: gateway }
- { kind: ProxyConfig, group: networking, plural: proxyconfigs, versions: [v1beta1],
    stored: v1beta1, schema: others }
- { kind: ServiceEntry, group: networking, plural: serviceentries, short: se,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: service-entry, needsSpec: true,
    columns: [{ name: Hosts, jsonPath: .spec.hosts, type: string },
              { name: Location, jsonPath: .spec.location, type: string },
              { name: Resolution, jsonPath: .spec.resolution, type: string }, { name: Age }] }
- { kind: Sidecar, group: networking, plural: sidecars, versions: [v1, v1alpha3, v1beta1],
    stored: v1, schema: others }
- { kind: VirtualService, group: networking, plural: virtualservices, short: vs,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: virtual-service,
    columns: [{ name: Gateways, jsonPath: .spec.gateways, type: string },
              { name: Hosts, jsonPath: .spec.hosts, type: string }, { name: Age }] }
- { kind: WorkloadEntry, group: networking, plural: workloadentries, short: we,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: others, needsSpec: true,
    columns: [{ name: Age }, { name: Address, jsonPath: .spec.address, type: string }] }
- { kind: WorkloadGroup, group: networking, plural: workloadgroups, short: wg,
    versions: [v1, v1alpha3, v1beta1], stored: v1, schema: others, needsSpec: true,
    columns: [{ name: Age }] }
- { kind: AuthorizationPolicy, group: security, plural: authorizationpolicies, short: ap,
    versions: [v1, v1beta1], stored: v1, schema: authorization-policy,
    columns: [{ name: Action, jsonPath: .spec.action, type: string }, { name: Age }] }
- { kind: PeerAuthentication, group: security, plural: peerauthentications, short: pa,
    versions: [v1, v1beta1], stored: v1, schema: peer-authentication,
    columns: [{ name: Mode, jsonPath: .spec.mtls.mode, type: string }, { name: Age }] }
- { kind: RequestAuthentication, group: security, plural: requestauthentications, short: ra,
    versions: [v1, v1beta1], stored: v1, schema: others }
- { kind: Telemetry, group: telemetry, plural: telemetries, short: telemetry,
    versions: [v1, v1alpha1], stored: v1alpha1, schema: others, columns: [{ name: Age }] }
{{- end }}

{{/* Without the templating, the file that Istio ships keeps the labels of long ago. */}}
{{- define "fixed-labels" -}}
app: istio-pilot
chart: istio
heritage: Tiller
release: istio
{{- end }}
