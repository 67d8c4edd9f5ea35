{{- define "strings" -}}
{ type: array, items: { type: string } }
{{- end }}

{{- define "string-map" -}}
{ type: object, additionalProperties: { type: string } }
{{- end }}

{{- define "uint32" -}}
{ type: integer, minimum: 0, maximum: 4294967295 }
{{- end }}

{{/* What the program never writes: kept as it is written. */}}
{{- define "open" -}}
{ type: object, x-kubernetes-preserve-unknown-fields: true }
{{- end }}

{{- define "spec-of-others" -}}
{{ include "open" . }}
{{- end }}

{{- define "int-or-string" -}}
{ x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }
{{- end }}

{{/* The same for every kind. */}}
{{- define "status" -}}
type: object
x-kubernetes-preserve-unknown-fields: true
properties:
  conditions:
    type: array
    items:
      type: object
      properties:
        type: { type: string }
        status: { type: string }
        reason: { type: string }
        message: { type: string }
        lastProbeTime: { type: string, format: date-time }
        lastTransitionTime: { type: string, format: date-time }
        observedGeneration: {{ include "int-or-string" . }}
  observedGeneration: {{ include "int-or-string" . }}
  validationMessages:
    type: array
    items:
      type: object
      properties:
        documentationUrl: { type: string }
        level: { type: string, enum: [UNKNOWN, ERROR, WARNING, INFO] }
        type:
          type: object
          properties:
            code: { type: string }
            name: { type: string }
{{- end }}
