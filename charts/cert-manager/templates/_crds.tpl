{{/*
From the first line of a CRD to its columns; takes all, kind, plural, columns (pairs of name and path,
and after them, where there is one, a priority) and, where there are some, group, scope, short and category.
*/}}
{{- define "crd" -}}
{{- $group := .group | default "cert-manager.io" -}}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {{ .plural }}.{{ $group }}
  {{- if .all.Values.crds.keep }}
  annotations: { helm.sh/resource-policy: keep }
  {{- end }}
  labels:
    {{- include "labels" (dict "all" .all "app" "cert-manager" "component" "crds") | nindent 4 }}
spec:
  group: {{ $group }}
  scope: {{ .scope | default "Namespaced" }}
  names:
    kind: {{ .kind }}
    listKind: {{ .kind }}List
    plural: {{ .plural }}
    singular: {{ lower .kind }}
    categories: {{ compact (list "cert-manager" .category) | toJson }}
    {{- with .short }}
    shortNames: {{ toJson . }}
    {{- end }}
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      additionalPrinterColumns:
        {{- range .columns }}
        - name: {{ index . 0 }}
          type: string
          jsonPath: {{ index . 1 }}
          {{- if gt (len .) 2 }}
          priority: {{ index . 2 }}
          {{- end }}
        {{- end }}
        - { name: Age, type: date, jsonPath: .metadata.creationTimestamp }
{{- end }}

{{/* Takes type and field. */}}
{{- define "condition-path" -}}
.status.conditions[?(@.type == "{{ .type }}")].{{ .field }}
{{- end }}

{{- define "selectable-issuer" -}}
selectableFields:
  - jsonPath: .spec.issuerRef.group
  - jsonPath: .spec.issuerRef.kind
  - jsonPath: .spec.issuerRef.name
{{- end }}

{{- define "issuer-ref" -}}
type: object
required: [name]
properties:
  name: { type: string }
  kind: { type: string }
  group: { type: string }
{{- end }}

{{/* What this project does not set. */}}
{{- define "open" -}}
{ type: object, x-kubernetes-preserve-unknown-fields: true }
{{- end }}

{{- define "strings" -}}
{ type: array, items: { type: string }, x-kubernetes-list-type: atomic }
{{- end }}

{{- define "string-map" -}}
{ type: object, additionalProperties: { type: string } }
{{- end }}

{{- define "secret-ref" -}}
type: object
required: [name]
properties:
  name: { type: string }
  key: { type: string }
{{- end }}
