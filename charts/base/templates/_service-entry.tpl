{{- define "port-number" -}}
type: integer
minimum: 0
maximum: 4294967295
x-kubernetes-validations:
  - { message: a port is a number from 1 to 65535, rule: self >= 1 && self <= 65535 }
{{- end }}

{{- define "endpoint" -}}
type: object
properties:
  address: { type: string, maxLength: 256 }
  ports:
    type: object
    maxProperties: 128
    additionalProperties: {{- include "port-number" . | nindent 6 }}
  labels: { type: object, maxProperties: 256, additionalProperties: { type: string } }
  locality: { type: string, maxLength: 2048 }
  network: { type: string, maxLength: 2048 }
  serviceAccount: { type: string, maxLength: 253 }
  weight: {{ include "uint32" . }}
x-kubernetes-validations:
  - { message: an endpoint needs an address or a network, rule: has(self.address) || has(self.network) }
{{- end }}

{{- define "spec-of-service-entry" -}}
type: object
required: [hosts]
properties:
  hosts:
    type: array
    minItems: 1
    maxItems: 256
    items:
      type: string
      x-kubernetes-validations: [{ message: a host is never * alone, rule: self != '*' }]
  addresses: { type: array, maxItems: 256, items: { type: string, maxLength: 64 } }
  ports:
    type: array
    maxItems: 256
    x-kubernetes-list-type: map
    x-kubernetes-list-map-keys: [name]
    items:
      type: object
      required: [name, number]
      properties:
        name: { type: string, maxLength: 256 }
        number: {{- include "port-number" . | nindent 10 }}
        targetPort: {{- include "port-number" . | nindent 10 }}
        protocol: { type: string, maxLength: 256 }
    x-kubernetes-validations:
      - message: each port number once
        rule: self.all(a, self.exists_one(b, a.number == b.number))
  location: { type: string, enum: [MESH_EXTERNAL, MESH_INTERNAL] }
  resolution: { type: string, enum: [NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS] }
  endpoints:
    type: array
    maxItems: 4096
    items: {{- include "endpoint" . | nindent 6 }}
  workloadSelector:
    type: object
    properties:
      labels: { type: object, maxProperties: 256, additionalProperties: { type: string, maxLength: 63 } }
  exportTo: {{ include "strings" . }}
  subjectAltNames: {{ include "strings" . }}
x-kubernetes-validations:
  - message: either endpoints or workloadSelector
    rule: "!(has(self.endpoints) && has(self.workloadSelector))"
  - message: resolution NONE, the default, takes no endpoints
    rule: "!has(self.endpoints) || (has(self.resolution) && self.resolution != 'NONE')"
  - message: only NONE and STATIC take addresses with a mask
    rule: "!has(self.addresses) || !has(self.resolution) || self.resolution in ['NONE', 'STATIC'] || !self.addresses.exists(a, a.contains('/'))"
  - message: DNS_ROUND_ROBIN takes one endpoint
    rule: "!has(self.endpoints) || !has(self.resolution) || self.resolution != 'DNS_ROUND_ROBIN' || size(self.endpoints) <= 1"
{{- end }}
