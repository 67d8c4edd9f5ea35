{{- define "tls-version" -}}
{ type: string, enum: [TLS_AUTO, TLSV1_0, TLSV1_1, TLSV1_2, TLSV1_3] }
{{- end }}

{{- define "spec-of-gateway" -}}
type: object
properties:
  selector: {{ include "string-map" . }}
  servers:
    type: array
    items:
      type: object
      required: [port, hosts]
      properties:
        name: { type: string }
        bind: { type: string }
        defaultEndpoint: { type: string }
        hosts: {{ include "strings" . }}
        port:
          type: object
          required: [name, number, protocol]
          properties:
            name: { type: string }
            number: {{ include "uint32" . }}
            protocol: { type: string }
            targetPort: {{ include "uint32" . }}
        tls:
          type: object
          properties:
            mode:
              type: string
              enum: [PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL, OPTIONAL_MUTUAL]
            httpsRedirect: { type: boolean }
            credentialName: { type: string }
            credentialNames: { type: array, minItems: 1, maxItems: 2, items: { type: string } }
            caCertCredentialName: { type: string }
            serverCertificate: { type: string }
            privateKey: { type: string }
            caCertificates: { type: string }
            caCrl: { type: string }
            tlsCertificates:
              type: array
              minItems: 1
              maxItems: 2
              items:
                type: object
                properties:
                  serverCertificate: { type: string }
                  privateKey: { type: string }
                  caCertificates: { type: string }
            minProtocolVersion: {{ include "tls-version" . }}
            maxProtocolVersion: {{ include "tls-version" . }}
            cipherSuites: {{ include "strings" . }}
            subjectAltNames: {{ include "strings" . }}
            verifyCertificateHash: {{ include "strings" . }}
            verifyCertificateSpki: {{ include "strings" . }}
          x-kubernetes-validations:
            - message: credentialNames beside neither credentialName nor tlsCertificates
              rule: "!has(self.credentialNames) || !(has(self.credentialName) || has(self.tlsCertificates))"
{{- end }}
