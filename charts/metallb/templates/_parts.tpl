{{/* Names begin with the release's, unless that holds the chart's already; takes all and chart. */}}
{{- define "full-name" -}}
{{- $release := .all.Release.Name -}}
{{- contains .chart $release | ternary $release (printf "%s-%s" $release .chart) -}}
{{- end }}

{{- define "metallb" -}}
{{ include "full-name" (dict "all" . "chart" "metallb") }}
{{- end }}

{{- define "selector" -}}
app.kubernetes.io/name: metallb
app.kubernetes.io/instance: '{{ .Release.Name }}'
{{- end }}

{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/version: '{{ .Chart.AppVersion }}'
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
helm.sh/chart: metallb-{{ .Chart.Version }}
{{- end }}

{{/* Takes own (repository and tag) and all (the chart's context). */}}
{{- define "image" -}}
'{{ .own.repository }}:{{ .own.tag | default .all.Chart.AppVersion }}'
{{- end }}

{{- define "pull-secrets" -}}
{{- with .imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- end }}

{{- define "resources" -}}
{{- with .resources }}
resources: {{ toJson . }}
{{- end }}
{{- end }}

{{/* Speakers run on the nodes that run the control plane too. */}}
{{- define "control-plane-tolerations" -}}
- { key: node-role.kubernetes.io/master, operator: Exists, effect: NoSchedule }
- { key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule }
{{- end }}

{{- define "probe-times" -}}
initialDelaySeconds: 10
periodSeconds: 10
timeoutSeconds: 1
successThreshold: 1
failureThreshold: 3
{{- end }}

{{/* Ready means that metrics are served: the webhook may still be starting. */}}
{{- define "metrics-probes" -}}
livenessProbe:
  httpGet: {{ toJson . }}
  {{- include "probe-times" . | nindent 2 }}
readinessProbe:
  httpGet: {{ toJson . }}
  {{- include "probe-times" . | nindent 2 }}
{{- end }}

{{/* Takes a list of capabilities to add. */}}
{{- define "confined" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {{ toJson (dict "drop" (list "ALL") | merge (empty . | ternary (dict) (dict "add" .))) }}
{{- end }}

{{- define "field" -}}
{ name: {{ .name }}, valueFrom: { fieldRef: { fieldPath: {{ .path }} } } }
{{- end }}
