{{/* From the first line of a CRD to its only version; takes kind, plural and, where there is one, shortName. */}}
{{- define "crd" -}}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {{ .plural }}.mlops.seldon.io
spec:
  group: mlops.seldon.io
  scope: Namespaced
  names:
    kind: {{ .kind }}
    listKind: {{ .kind }}List
    plural: {{ .plural }}
    singular: {{ lower .kind }}
    {{- with .shortName }}
    shortNames: [{{ . }}]
    {{- end }}
  versions:
    - name: v1alpha1
      served: true
      storage: true
{{- end }}

{{/* HorizontalPodAutoscalers and kubectl scale work on these paths. */}}
{{- define "scale" -}}
scale:
  specReplicasPath: .spec.replicas
  statusReplicasPath: .status.replicas
  labelSelectorPath: .status.selector
{{- end }}

{{- define "age" -}}
- { name: Age, type: date, jsonPath: .metadata.creationTimestamp }
{{- end }}

{{- define "strings" -}}
{ type: array, items: { type: string } }
{{- end }}

{{- define "string-map" -}}
{ type: object, additionalProperties: { type: string } }
{{- end }}

{{- define "int32" -}}
{ type: integer, format: int32 }
{{- end }}

{{/* Status properties of every kind that the operator reports on. */}}
{{- define "conditions" -}}
observedGeneration: { type: integer, format: int64 }
annotations: {{ include "string-map" . }}
conditions:
  type: array
  items:
    type: object
    required: [type, status]
    properties:
      type: { type: string }
      status: { type: string }
      severity: { type: string }
      reason: { type: string }
      message: { type: string }
      lastTransitionTime: { type: string }
{{- end }}

{{/* Pod specs are kept as they are written: their full schema is some hundred kilobytes per CRD. */}}
{{- define "full-pod-spec" -}}
type: object
required: [containers]
x-kubernetes-preserve-unknown-fields: true
{{- end }}

{{- define "partial-pod-spec" -}}
type: object
x-kubernetes-preserve-unknown-fields: true
{{- end }}

{{- define "volume-claim-templates" -}}
type: array
items:
  type: object
  required: [name, spec]
  properties:
    name: { type: string }
    spec:
      type: object
      x-kubernetes-preserve-unknown-fields: true
      properties:
        accessModes: {{ include "strings" . }}
        storageClassName: { type: string }
{{- end }}

{{- define "int-or-string-map" -}}
type: object
additionalProperties:
  x-kubernetes-int-or-string: true
  anyOf: [{ type: integer }, { type: string }]
{{- end }}

{{/* What a SeldonConfig sets for all runtimes and a SeldonRuntime for itself. */}}
{{- define "config" -}}
type: object
properties:
  tracingConfig:
    type: object
    properties:
      disable: { type: boolean }
      otelExporterEndpoint: { type: string }
      otelExporterProtocol: { type: string }
      ratio: { type: string }
  kafkaConfig:
    type: object
    properties:
      bootstrap.servers: { type: string }
      consumerGroupIdPrefix: { type: string }
      debug: { type: string }
      topicPrefix: { type: string }
      consumer: {{- include "int-or-string-map" . | nindent 8 }}
      producer: {{- include "int-or-string-map" . | nindent 8 }}
      streams: {{- include "int-or-string-map" . | nindent 8 }}
  agentConfig:
    type: object
    properties:
      rclone:
        type: object
        properties:
          config: {{ include "strings" . }}
          config_secrets: {{ include "strings" . }}
  serviceConfig:
    type: object
    properties:
      grpcServicePrefix: { type: string }
      serviceType: { type: string }
{{- end }}
