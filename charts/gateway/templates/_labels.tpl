{{/* On every object of the chart. */}}
{{- define "labels" -}}
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
app.kubernetes.io/instance: '{{ .Release.Name }}'
app.kubernetes.io/part-of: istio
app.kubernetes.io/version: '{{ .Chart.AppVersion }}'
helm.sh/chart: '{{ .Chart.Name }}-{{ .Chart.Version }}'
{{- end }}

{{- define "selector" -}}
app: '{{ .Values.labels.app | default .Release.Name }}'
istio: '{{ .Values.labels.istio | default (trimPrefix "istio-" .Release.Name) }}'
{{- end }}

{{- define "own-labels" -}}
app.kubernetes.io/name: '{{ .Release.Name }}'
{{ include "labels" . }}
{{ include "selector" . }}
{{ include "own-words" . }}
{{- end }}

{{- define "own-words" -}}
{{- with omit .Values.labels "app" "istio" }}{{ toYaml . }}{{ end }}
{{- end }}

{{- define "metadata" -}}
name: '{{ .Release.Name }}'
namespace: '{{ .Release.Namespace }}'
labels: {{- include "own-labels" . | nindent 2 }}
{{- end }}
