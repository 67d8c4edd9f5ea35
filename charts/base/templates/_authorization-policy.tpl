{{- define "target-ref" -}}
{ type: object, required: [kind, name], x-kubernetes-preserve-unknown-fields: true }
{{- end }}

{{- define "spec-of-authorization-policy" -}}
type: object
oneOf: [{ not: { anyOf: [{ required: [provider] }] } }, { required: [provider] }]
properties:
  action: { type: string, enum: [ALLOW, DENY, AUDIT, CUSTOM] }
  selector:
    type: object
    properties:
      matchLabels:
        type: object
        maxProperties: 4096
        additionalProperties: { type: string, maxLength: 63 }
  provider: {{- include "open" . | nindent 4 }}
  targetRef: {{- include "target-ref" . | nindent 4 }}
  targetRefs: { type: array, maxItems: 16, items: {{- include "target-ref" . | nindent 4 }} }
  rules:
    type: array
    maxItems: 512
    items:
      type: object
      properties:
        from:
          type: array
          maxItems: 512
          items:
            type: object
            properties:
              source:
                type: object
                properties:
                  {{- range $key := list "principals" "requestPrincipals" "namespaces" "ipBlocks" "remoteIpBlocks" "trustDomains" }}
                  {{ $key }}: {{- include "strings" $ | nindent 20 }}
                  not{{ $key | substr 0 1 | upper }}{{ $key | substr 1 -1 }}: {{- include "strings" $ | nindent 20 }}
                  {{- end }}
                  {{- range $key := list "serviceAccounts" "notServiceAccounts" }}
                  {{ $key }}: { type: array, maxItems: 16, items: { type: string, maxLength: 320 } }
                  {{- end }}
        to:
          type: array
          items:
            type: object
            properties:
              operation:
                type: object
                properties:
                  {{- range $key := list "hosts" "ports" "methods" "paths" }}
                  {{ $key }}: {{- include "strings" $ | nindent 20 }}
                  not{{ title $key }}: {{- include "strings" $ | nindent 20 }}
                  {{- end }}
        when:
          type: array
          items:
            type: object
            required: [key]
            properties:
              key: { type: string }
              values: {{- include "strings" . | nindent 16 }}
              notValues: {{- include "strings" . | nindent 16 }}
x-kubernetes-validations:
  - message: a policy selects pods or names targets, and not both
    rule: "(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1"
{{- end }}
