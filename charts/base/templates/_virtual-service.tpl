{{/* One of the three, or none: then any value that is there matches. */}}
{{- define "string-match" -}}
type: object
properties:
  exact: { type: string }
  prefix: { type: string }
  regex: { type: string }
oneOf:
  - { not: { anyOf: [{ required: [exact] }, { required: [prefix] }, { required: [regex] }] } }
  - { required: [exact] }
  - { required: [prefix] }
  - { required: [regex] }
{{- end }}

{{- define "duration" -}}
type: string
x-kubernetes-validations:
  - { message: a duration of 1ms or more, rule: duration(self) >= duration('1ms') }
{{- end }}

{{- define "headers" -}}
type: object
properties:
  {{- range list "request" "response" }}
  {{ . }}:
    type: object
    properties:
      add: {{ include "string-map" $ }}
      set: {{ include "string-map" $ }}
      remove: {{ include "strings" $ }}
  {{- end }}
{{- end }}

{{- define "destination" -}}
type: object
required: [host]
properties:
  host: { type: string }
  subset: { type: string }
  port: { type: object, properties: { number: {{ include "uint32" . }} } }
{{- end }}

{{/* Kept as it is written but for one field that each item needs; takes its name, or nothing. */}}
{{- define "open-list" -}}
type: array
items:
  type: object
  x-kubernetes-preserve-unknown-fields: true
  {{- with . }}
  required: [{{ . }}]
  {{- end }}
{{- end }}

{{- define "http-match" -}}
type: object
properties:
  name: { type: string }
  {{- range list "uri" "scheme" "method" "authority" }}
  {{ . }}: {{- include "string-match" $ | nindent 4 }}
  {{- end }}
  {{- range list "headers" "withoutHeaders" "queryParams" }}
  {{ . }}: { type: object, additionalProperties: {{ include "string-match" $ | fromYaml | toJson }} }
  {{- end }}
  ignoreUriCase: { type: boolean }
  port: {{ include "uint32" . }}
  gateways: {{ include "strings" . }}
  sourceLabels: {{ include "string-map" . }}
  sourceNamespace: { type: string }
  statPrefix: { type: string }
{{- end }}

{{- define "http-redirect" -}}
type: object
properties:
  uri: { type: string }
  authority: { type: string }
  scheme: { type: string }
  redirectCode: {{ include "uint32" . }}
  port: {{ include "uint32" . }}
  derivePort: { type: string, enum: [FROM_PROTOCOL_DEFAULT, FROM_REQUEST_PORT] }
oneOf:
  - { not: { anyOf: [{ required: [port] }, { required: [derivePort] }] } }
  - { required: [port] }
  - { required: [derivePort] }
{{- end }}

{{- define "http-retries" -}}
type: object
properties:
  attempts: { type: integer, format: int32 }
  perTryTimeout: {{- include "duration" . | nindent 4 }}
  backoff: {{- include "duration" . | nindent 4 }}
  retryOn: { type: string }
  retryIgnorePreviousHosts: { type: boolean, nullable: true }
  retryRemoteLocalities: { type: boolean, nullable: true }
{{- end }}

{{- define "spec-of-virtual-service" -}}
type: object
properties:
  hosts: {{ include "strings" . }}
  gateways: {{ include "strings" . }}
  exportTo: {{ include "strings" . }}
  tcp: {{- include "open-list" "" | nindent 4 }}
  tls: {{- include "open-list" "match" | nindent 4 }}
  http:
    type: array
    items:
      type: object
      properties:
        name: { type: string }
        match: { type: array, items: {{ include "http-match" . | fromYaml | toJson }} }
        route:
          type: array
          items:
            type: object
            required: [destination]
            properties:
              destination: {{- include "destination" . | nindent 16 }}
              weight: { type: integer, format: int32 }
              headers: {{- include "headers" . | nindent 16 }}
        redirect: {{- include "http-redirect" . | nindent 10 }}
        rewrite:
          type: object
          properties:
            uri: { type: string }
            authority: { type: string }
            uriRegexRewrite:
              type: object
              properties:
                match: { type: string }
                rewrite: { type: string }
        headers: {{- include "headers" . | nindent 10 }}
        timeout: {{- include "duration" . | nindent 10 }}
        retries: {{- include "http-retries" . | nindent 10 }}
        corsPolicy: {{ include "open" . }}
        delegate: {{ include "open" . }}
        directResponse: { type: object, required: [status], x-kubernetes-preserve-unknown-fields: true }
        fault: {{ include "open" . }}
        mirror: { type: object, required: [host], x-kubernetes-preserve-unknown-fields: true }
        mirrors: {{- include "open-list" "destination" | nindent 10 }}
        mirrorPercentage: {{ include "open" . }}
        mirrorPercent: { type: integer, minimum: 0, maximum: 4294967295, nullable: true }
        mirror_percent: { type: integer, minimum: 0, maximum: 4294967295, nullable: true }
{{- end }}
