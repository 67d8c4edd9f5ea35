{{/* From the first line of a CRD to its versions; takes kind, plural and, where they differ, group and scope. */}}
{{- define "crd" -}}
{{- $group := .group | default "metallb.io" -}}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {{ .plural }}.{{ $group }}
spec:
  group: {{ $group }}
  scope: {{ .scope | default "Namespaced" }}
  names:
    kind: {{ .kind }}
    listKind: {{ .kind }}List
    plural: {{ .plural }}
    singular: {{ lower .kind }}
{{- end }}

{{/* Takes triples of name, type and path, and after them, where there is one, a priority. */}}
{{- define "columns" -}}
additionalPrinterColumns:
{{- range . }}
  - name: {{ index . 0 }}
    type: {{ index . 1 }}
    jsonPath: {{ index . 2 }}
    {{- if gt (len .) 3 }}
    priority: {{ index . 3 }}
    {{- end }}
{{- end }}
{{- end }}

{{/* The schema of a kind that this project makes no object of. */}}
{{- define "open-schema" -}}
schema:
  openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true }
{{- end }}

{{- define "strings" -}}
{ type: array, items: { type: string } }
{{- end }}

{{- define "label-selectors" -}}
type: array
items:
  type: object
  x-kubernetes-map-type: atomic
  properties:
    matchLabels: { type: object, additionalProperties: { type: string } }
    matchExpressions:
      type: array
      x-kubernetes-list-type: atomic
      items:
        type: object
        required: [key, operator]
        properties:
          key: { type: string }
          operator: { type: string }
          values: { type: array, items: { type: string }, x-kubernetes-list-type: atomic }
{{- end }}
