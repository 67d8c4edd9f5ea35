{{/* Both kinds of issuer have one spec. */}}
{{- define "issuer-spec" -}}
type: object
properties:
  selfSigned:
    type: object
    properties:
      crlDistributionPoints: {{ include "strings" . }}
  ca:
    type: object
    required: [secretName]
    properties:
      secretName: { type: string }
      {{- range list "crlDistributionPoints" "issuingCertificateURLs" "ocspServers" }}
      {{ . }}: {{ include "strings" $ }}
      {{- end }}
  vault: {{ include "other-issuer" (list "auth" "path" "server") }}
  venafi: {{ include "other-issuer" (list "zone") }}
  acme:
    type: object
    required: [privateKeySecretRef, server]
    properties:
      server: { type: string }
      email: { type: string }
      privateKeySecretRef: {{- include "secret-ref" . | nindent 8 }}
      caBundle: { type: string, format: byte }
      preferredChain: { type: string, maxLength: 64 }
      profile: { type: string }
      {{- range list "disableAccountKeyGeneration" "enableDurationFeature" "skipTLSVerify" }}
      {{ . }}: { type: boolean }
      {{- end }}
      externalAccountBinding: {{ include "other-issuer" (list "keyID" "keySecretRef") }}
      solvers: {{- include "solvers" . | nindent 8 }}
{{- end }}

{{- define "solvers" -}}
type: array
x-kubernetes-list-type: atomic
items:
  type: object
  properties:
    selector:
      type: object
      properties:
        dnsNames: {{ include "strings" . }}
        dnsZones: {{ include "strings" . }}
        matchLabels: {{ include "string-map" . }}
    waitInsteadOfSelfCheck: { type: string }
    dns01: {{ include "open" . }}
    http01:
      type: object
      properties:
        gatewayHTTPRoute: {{ include "open" . }}
        ingress:
          type: object
          properties:
            {{- range list "class" "ingressClassName" "name" "serviceType" }}
            {{ . }}: { type: string }
            {{- end }}
            ingressTemplate: {{ include "open" . }}
            podTemplate: {{ include "open" . }}
{{- end }}

{{/* Takes what is required of something that this project does not set. */}}
{{- define "other-issuer" -}}
{ type: object, required: {{ toJson . }}, x-kubernetes-preserve-unknown-fields: true }
{{- end }}
