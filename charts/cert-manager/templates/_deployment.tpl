{{/* From the first line of a Deployment to its containers; takes a component. */}}
{{- define "deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "name" . }}
  namespace: '{{ .all.Release.Namespace }}'
  labels: {{- include "labels" . | nindent 4 }}
spec:
  replicas: {{ .own.replicaCount }}
  selector:
    matchLabels: {{- include "selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "labels" . | nindent 8 }}
      {{- if .all.Values.prometheus.enabled }}
      annotations:
        prometheus.io/scrape: 'true'
        prometheus.io/port: '9402'
        prometheus.io/path: /metrics
      {{- end }}
    spec:
      {{- include "pod" . | nindent 6 }}
      {{- with .own.topologySpreadConstraints }}
      topologySpreadConstraints: {{ toJson . }}
      {{- end }}
{{- end }}

{{/* The budget, if it is on, and the account of a component. */}}
{{- define "beside-deployment" -}}
---
{{ include "service-account" . }}
{{- with .own.podDisruptionBudget }}
{{- if .enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "name" $ }}
  namespace: '{{ $.all.Release.Namespace }}'
  labels: {{- include "labels" $ | nindent 4 }}
spec:
  selector:
    matchLabels: {{- include "selector" $ | nindent 6 }}
  {{- if hasKey . "maxUnavailable" }}
  maxUnavailable: {{ .maxUnavailable }}
  {{- end }}
  {{- if or (hasKey . "minAvailable") (not (hasKey . "maxUnavailable")) }}
  minAvailable: {{ hasKey . "minAvailable" | ternary .minAvailable 1 }}
  {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of the controller and of cainjector: metrics alone. */}}
{{- define "metrics-service" -}}
{{- if .all.Values.prometheus.enabled }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "name" . }}
  namespace: '{{ .all.Release.Namespace }}'
  labels: {{- include "labels" . | nindent 4 }}
spec:
  type: ClusterIP
  ports: [{ name: http-metrics, port: 9402, protocol: TCP }]
  selector: {{- include "selector" . | nindent 4 }}
{{- end }}
{{- end }}
