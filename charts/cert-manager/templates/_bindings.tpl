{{/* Takes a component and role, the ClusterRole's whole name. */}}
{{- define "cluster-role-binding" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: {{ .role }}
  labels: {{- include "labels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ .role }}
subjects:
  - kind: ServiceAccount
    name: {{ include "name" . }}
    namespace: '{{ .all.Release.Namespace }}'
{{- end }}

{{/* Takes a component, role (what comes after its name), namespace and rules. */}}
{{- define "bound-role" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ include "name" . }}:{{ .role }}
  namespace: '{{ .namespace }}'
  labels: {{- include "labels" . | nindent 4 }}
rules: {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ include "name" . }}:{{ .role }}
  namespace: '{{ .namespace }}'
  labels: {{- include "labels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "name" . }}:{{ .role }}
subjects:
  - kind: ServiceAccount
    name: {{ include "name" . }}
    namespace: '{{ .all.Release.Namespace }}'
{{- end }}

{{/* Takes the names of the leases that a component holds. */}}
{{- define "leader-election-rules" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: {{ toJson . }}
  verbs: [get, update, patch]
- { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create] }
{{- end }}
