{{- define "read" }}[get, list, watch]{{ end -}}
{{- define "write" }}[create, delete, get, list, patch, update, watch]{{ end -}}
{{- define "istio-groups" }}[config.istio.io, security.istio.io, networking.istio.io, authentication.istio.io, rbac.istio.io, telemetry.istio.io, extensions.istio.io]{{ end -}}

{{- define "own-namespace-rules" -}}
- { apiGroups: [networking.istio.io], resources: [gateways], verbs: [create] }
- { apiGroups: [""], resources: [secrets], verbs: [create, get, watch, list, update, delete] }
- { apiGroups: [""], resources: [configmaps], verbs: [delete] }
- { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update, patch, create] }
{{- end }}

{{- define "istiod-rules" -}}
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations]
  verbs: [get, list, watch, update, patch]
- apiGroups: [admissionregistration.k8s.io]
  resources: [validatingwebhookconfigurations]
  verbs: [get, list, watch, update]
- { apiGroups: {{ template "istio-groups" }}, resources: ['*'], verbs: {{ template "read" }} }
- { apiGroups: [networking.istio.io], resources: [workloadentries], verbs: {{ template "write" }} }
- apiGroups: [networking.istio.io]
  resources: [workloadentries/status, serviceentries/status]
  verbs: {{ template "write" }}
- apiGroups: [security.istio.io]
  resources: [authorizationpolicies/status]
  verbs: {{ template "write" }}
- { apiGroups: [""], resources: [services/status], verbs: {{ template "write" }} }
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: {{ template "read" }}
- apiGroups: [""]
  resources: [pods, nodes, services, namespaces, endpoints]
  verbs: {{ template "read" }}
- { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: {{ template "read" }} }
- apiGroups: [networking.k8s.io]
  resources: [ingresses, ingressclasses]
  verbs: {{ template "read" }}
- { apiGroups: [networking.k8s.io], resources: [ingresses/status], verbs: ['*'] }
- { apiGroups: [""], resources: [configmaps], verbs: [create, get, list, watch, update] }
- { apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create] }
- { apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create] }
{{ template "gateway-api-rules" }}
- { apiGroups: [""], resources: [secrets], verbs: {{ template "read" }} }
- apiGroups: [multicluster.x-k8s.io]
  resources: [serviceexports]
  verbs: [get, list, watch, create, delete]
- { apiGroups: [multicluster.x-k8s.io], resources: [serviceimports], verbs: {{ template "read" }} }
{{- end }}

{{/* udproutes is misspelt in Istio's chart too. */}}
{{- define "gateway-api-rules" -}}
- apiGroups: [gateway.networking.k8s.io, gateway.networking.x-k8s.io]
  resources: ['*']
  verbs: {{ template "read" }}
- apiGroups: [gateway.networking.x-k8s.io]
  resources: [xbackendtrafficpolicies/status]
  verbs: [update, patch]
- apiGroups: [gateway.networking.k8s.io]
  resources:
    - backendtlspolicies/status
    - gatewayclasses/status
    - gateways/status
    - grpcroutes/status
    - httproutes/status
    - referencegrants/status
    - tcproutes/status
    - tlsroutes/status
    - udproutes/status
    - listenersets/status
  verbs: [update, patch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses]
  verbs: [create, update, patch, delete]
- { apiGroups: [inference.networking.k8s.io], resources: [inferencepools], verbs: {{ template "read" }} }
- apiGroups: [inference.networking.k8s.io]
  resources: [inferencepools/status]
  verbs: [update, patch]
{{- end }}

{{- define "gateway-controller-rules" -}}
- { apiGroups: [apps], resources: [deployments], verbs: {{ template "write" }} }
- { apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: {{ template "write" }} }
- { apiGroups: [policy], resources: [poddisruptionbudgets], verbs: {{ template "write" }} }
- { apiGroups: [""], resources: [services], verbs: {{ template "write" }} }
- { apiGroups: [""], resources: [serviceaccounts], verbs: {{ template "write" }} }
{{- end }}

{{- define "reader-rules" -}}
- { apiGroups: {{ template "istio-groups" }}, resources: ['*'], verbs: {{ template "read" }} }
- apiGroups: [""]
  resources: [endpoints, pods, services, nodes, replicationcontrollers, namespaces, secrets, configmaps]
  verbs: {{ template "read" }}
- { apiGroups: [networking.istio.io], resources: [workloadentries], verbs: {{ template "read" }} }
- apiGroups: [networking.x-k8s.io, gateway.networking.k8s.io]
  resources: [gateways]
  verbs: {{ template "read" }}
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: {{ template "read" }}
- { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: {{ template "read" }} }
- apiGroups: [multicluster.x-k8s.io]
  resources: [serviceexports]
  verbs: [get, list, watch, create, delete]
- { apiGroups: [multicluster.x-k8s.io], resources: [serviceimports], verbs: {{ template "read" }} }
- { apiGroups: [apps], resources: [replicasets], verbs: {{ template "read" }} }
- { apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create] }
- { apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create] }
{{- end }}
