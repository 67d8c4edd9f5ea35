{{/* What the controllers may do: one entry per ClusterRole. */}}
{{- define "read" -}}
[get, list, watch]
{{- end }}

{{- define "may-write-events" -}}
- { apiGroups: [''], resources: [events], verbs: [create, patch] }
{{- end }}

{{- define "may-sign" -}}
- { apiGroups: [cert-manager.io], resources: [{{ . }}, {{ . }}/status], verbs: [update, patch] }
- { apiGroups: [cert-manager.io], resources: [{{ . }}], verbs: {{ include "read" . }} }
- { apiGroups: [''], resources: [secrets], verbs: [get, list, watch, create, update, delete] }
{{ include "may-write-events" . }}
{{- end }}

{{- define "rules-issuers" -}}
{{ include "may-sign" "issuers" }}
{{- end }}

{{- define "rules-clusterissuers" -}}
{{ include "may-sign" "clusterissuers" }}
{{- end }}

{{- define "rules-certificates" -}}
- apiGroups: [cert-manager.io]
  resources: [certificates, certificates/status, certificaterequests, certificaterequests/status]
  verbs: [update, patch]
- apiGroups: [cert-manager.io]
  resources: [certificates, certificaterequests, clusterissuers, issuers]
  verbs: {{ include "read" . }}
- apiGroups: [cert-manager.io]
  resources: [certificates/finalizers, certificaterequests/finalizers]
  verbs: [update]
- apiGroups: [acme.cert-manager.io]
  resources: [orders]
  verbs: [create, delete, get, list, watch]
- apiGroups: ['']
  resources: [secrets]
  verbs: [get, list, watch, create, update, delete, patch]
{{ include "may-write-events" . }}
{{- end }}

{{- define "rules-orders" -}}
- { apiGroups: [acme.cert-manager.io], resources: [orders, orders/status], verbs: [update, patch] }
- { apiGroups: [acme.cert-manager.io], resources: [orders, challenges], verbs: {{ include "read" . }} }
- { apiGroups: [cert-manager.io], resources: [clusterissuers, issuers], verbs: {{ include "read" . }} }
- { apiGroups: [acme.cert-manager.io], resources: [challenges], verbs: [create, delete] }
- { apiGroups: [acme.cert-manager.io], resources: [orders/finalizers], verbs: [update] }
- apiGroups: [cert-manager.io]
  resources: [clusterissuers/finalizers, issuers/finalizers]
  verbs: [update]
- { apiGroups: [''], resources: [secrets], verbs: {{ include "read" . }} }
{{ include "may-write-events" . }}
{{- end }}

{{/* Pods, Services and routes of the HTTP-01 solver; the last rule is there twice in the real chart too. */}}
{{- define "rules-challenges" -}}
{{- $write := "[get, list, watch, create, delete, update]" -}}
- { apiGroups: [acme.cert-manager.io], resources: [challenges, challenges/status], verbs: [update, patch] }
- { apiGroups: [acme.cert-manager.io], resources: [challenges], verbs: {{ include "read" . }} }
- { apiGroups: [cert-manager.io], resources: [issuers, clusterissuers], verbs: {{ include "read" . }} }
- { apiGroups: [''], resources: [secrets], verbs: {{ include "read" . }} }
{{ include "may-write-events" . }}
- { apiGroups: [''], resources: [pods, services], verbs: [get, list, watch, create, delete] }
- { apiGroups: [networking.k8s.io], resources: [ingresses], verbs: {{ $write }} }
- { apiGroups: [gateway.networking.k8s.io], resources: [httproutes], verbs: {{ $write }} }
- { apiGroups: [route.openshift.io], resources: [routes/custom-host], verbs: [create] }
- { apiGroups: [acme.cert-manager.io], resources: [challenges/finalizers], verbs: [update] }
- { apiGroups: [''], resources: [secrets], verbs: {{ include "read" . }} }
{{- end }}

{{- define "rules-ingress-shim" -}}
- apiGroups: [cert-manager.io]
  resources: [certificates, certificaterequests]
  verbs: [create, update, delete]
- apiGroups: [cert-manager.io]
  resources: [certificates, certificaterequests, issuers, clusterissuers]
  verbs: {{ include "read" . }}
- { apiGroups: [networking.k8s.io], resources: [ingresses], verbs: {{ include "read" . }} }
- { apiGroups: [networking.k8s.io], resources: [ingresses/finalizers], verbs: [update] }
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways, httproutes, listenersets]
  verbs: {{ include "read" . }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways/finalizers, httproutes/finalizers, listenersets/finalizers]
  verbs: [update]
{{ include "may-write-events" . }}
{{- end }}

{{- define "rules-approve:cert-manager-io" -}}
- apiGroups: [cert-manager.io]
  resources: [signers]
  resourceNames: [issuers.cert-manager.io/*, clusterissuers.cert-manager.io/*]
  verbs: [approve]
{{- end }}

{{- define "rules-certificatesigningrequests" -}}
- apiGroups: [certificates.k8s.io]
  resources: [certificatesigningrequests]
  verbs: [get, list, watch, update]
- apiGroups: [certificates.k8s.io]
  resources: [certificatesigningrequests/status]
  verbs: [update, patch]
- apiGroups: [certificates.k8s.io]
  resources: [signers]
  resourceNames: [issuers.cert-manager.io/*, clusterissuers.cert-manager.io/*]
  verbs: [sign]
- { apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create] }
{{- end }}
