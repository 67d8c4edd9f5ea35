{{- define "mtls" -}}
type: object
properties:
  mode: { type: string, enum: [UNSET, DISABLE, PERMISSIVE, STRICT] }
{{- end }}

{{- define "spec-of-peer-authentication" -}}
type: object
properties:
  selector:
    type: object
    properties:
      matchLabels:
        type: object
        maxProperties: 4096
        additionalProperties: { type: string, maxLength: 63 }
  mtls: {{- include "mtls" . | nindent 4 }}
  portLevelMtls:
    type: object
    minProperties: 1
    additionalProperties: {{- include "mtls" . | nindent 6 }}
    x-kubernetes-validations:
      - message: a port is a number from 1 to 65535
        rule: self.all(port, int(port) >= 1 && int(port) <= 65535)
x-kubernetes-validations:
  - message: portLevelMtls needs a selector with matchLabels
    rule: "!has(self.portLevelMtls) || (has(self.selector) && has(self.selector.matchLabels) && size(self.selector.matchLabels) > 0)"
{{- end }}
