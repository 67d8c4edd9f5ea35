{{/* On every object of the chart. */}}
{{- define "labels" -}}
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
app.kubernetes.io/instance: '{{ .Release.Name }}'
app.kubernetes.io/part-of: istio
app.kubernetes.io/version: '{{ .Chart.AppVersion }}'
helm.sh/chart: '{{ .Chart.Name }}-{{ .Chart.Version }}'
{{- end }}

{{/* Of what belongs to istiod's revision. */}}
{{- define "own-labels" -}}
istio.io/rev: default
install.operator.istio.io/owning-resource: unknown
operator.istio.io/component: Pilot
release: '{{ .Release.Name }}'
app.kubernetes.io/name: istiod
{{ include "labels" . }}
{{- end }}

{{/* Of rights and accounts. */}}
{{- define "rights-labels" -}}
app: istiod
release: '{{ .Release.Name }}'
app.kubernetes.io/name: istiod
{{ include "labels" . }}
{{- end }}

{{- define "reader-labels" -}}
app: istio-reader
release: '{{ .Release.Name }}'
app.kubernetes.io/name: istio-reader
{{ include "labels" . }}
{{- end }}
