{{/*
Most templates take a component: all (the chart's context), own (its slice of the values), app (its
label), component (its other label) and suffix (of its name).
*/}}

{{/* Names begin with the release's, unless that holds the chart's already. */}}
{{- define "name" -}}
{{- $release := .all.Release.Name -}}
{{- contains "cert-manager" $release | ternary $release (printf "%s-cert-manager" $release) }}{{ .suffix }}
{{- end }}

{{- define "controller-name" -}}
{{ include "name" (dict "all" . "suffix" "") }}
{{- end }}

{{- define "webhook-name" -}}
{{ include "name" (dict "all" . "suffix" "-webhook") }}
{{- end }}

{{- define "selector" -}}
app.kubernetes.io/name: {{ .app }}
app.kubernetes.io/instance: '{{ .all.Release.Name }}'
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "labels" -}}
app: {{ .app }}
{{ include "selector" . }}
app.kubernetes.io/version: '{{ .all.Chart.AppVersion }}'
app.kubernetes.io/managed-by: '{{ .all.Release.Service }}'
helm.sh/chart: cert-manager-{{ .all.Chart.Version }}
{{- end }}

{{/* Takes own (an image of the values) and all. A digest stands beside the tag. */}}
{{- define "image" -}}
{{- $values := .all.Values -}}
{{- $default := list $values.imageRegistry $values.imageNamespace .own.name | compact | join "/" -}}
{{- $tag := .own.tag | default (.own.digest | empty | ternary .all.Chart.AppVersion "") -}}
{{- .own.repository | default $default }}{{ with $tag }}:{{ . }}{{ end }}{{ with .own.digest }}@{{ . }}{{ end }}
{{- end }}

{{- define "service-account" -}}
apiVersion: v1
kind: ServiceAccount
automountServiceAccountToken: true
{{- with .all.Values.global.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
metadata:
  name: {{ include "name" . }}
  namespace: '{{ .all.Release.Namespace }}'
  labels: {{- include "labels" . | nindent 4 }}
{{- end }}

{{/* What every container and pod has, which restricted namespaces want. */}}
{{- define "container" -}}
image: '{{ include "image" (dict "own" .own.image "all" .all) }}'
imagePullPolicy: '{{ .own.image.pullPolicy }}'
env:
  - name: POD_NAMESPACE
    valueFrom: { fieldRef: { fieldPath: metadata.namespace } }
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- with .own.resources }}
resources: {{ toJson . }}
{{- end }}
{{- end }}

{{- define "pod" -}}
serviceAccountName: {{ include "name" . }}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  seccompProfile: { type: RuntimeDefault }
nodeSelector: { kubernetes.io/os: linux }
{{- end }}

{{- define "leader-election" -}}
- --leader-election-namespace={{ .Values.global.leaderElection.namespace }}
{{- end }}

{{- define "metrics-port" -}}
- { name: http-metrics, containerPort: 9402, protocol: TCP }
{{- end }}

{{- define "extra-args" -}}
{{- range .extraArgs }}
- {{ toJson . }}
{{- end }}
{{- end }}
