{{/* On every object of the chart. */}}
{{- define "labels" -}}
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
app.kubernetes.io/instance: '{{ .Release.Name }}'
app.kubernetes.io/part-of: istio
app.kubernetes.io/version: '{{ .Chart.AppVersion }}'
helm.sh/chart: '{{ .Chart.Name }}-{{ .Chart.Version }}'
{{- end }}
