{{/* A side's own certificate; takes prefix (of the variables) and tls (the side's slice of the values). */}}
{{- define "tls-own" -}}
- { name: {{ .prefix }}_TLS_SECRET_NAME, value: '{{ .tls.secret }}' }
- { name: {{ .prefix }}_TLS_KEY_LOCATION, value: '{{ .tls.keyPath }}' }
- { name: {{ .prefix }}_TLS_CRT_LOCATION, value: '{{ .tls.crtPath }}' }
- { name: {{ .prefix }}_TLS_CA_LOCATION, value: '{{ .tls.caPath }}' }
{{- end }}

{{/* How the other side is checked; takes prefix, secret and ca. */}}
{{- define "tls-peer" -}}
- { name: {{ .prefix }}_TLS_SECRET_NAME, value: '{{ .secret }}' }
- { name: {{ .prefix }}_TLS_CA_LOCATION, value: '{{ .ca }}' }
{{- end }}

{{/* For a server that checks its clients; takes prefix and tls. */}}
{{- define "tls-server" -}}
{{ include "tls-own" (dict "prefix" (print .prefix "_SERVER") "tls" .tls) }}
{{ include "tls-peer" (dict "prefix" (print .prefix "_CLIENT") "secret" .tls.clientValidationSecret "ca" .tls.clientCaPath) }}
{{- end }}

{{/* For a client that checks its server; takes prefix and tls. */}}
{{- define "tls-client" -}}
{{ include "tls-own" (dict "prefix" (print .prefix "_CLIENT") "tls" .tls) }}
{{ include "tls-peer" (dict "prefix" (print .prefix "_SERVER") "secret" .tls.serverValidationSecret "ca" .tls.serverCaPath) }}
{{- end }}

{{/* For all that dial the scheduler; takes the chart's context. */}}
{{- define "control-plane-client" -}}
- { name: CONTROL_PLANE_SECURITY_PROTOCOL, value: '{{ .Values.security.controlplane.protocol }}' }
{{ include "tls-client" (dict "prefix" "CONTROL_PLANE" "tls" .Values.security.controlplane.ssl.client) }}
{{- end }}

{{- define "envoy-protocol" -}}
- { name: ENVOY_SECURITY_PROTOCOL, value: '{{ .Values.security.envoy.protocol }}' }
{{- end }}

{{- define "envoy-upstream-server" -}}
{{ include "tls-server" (dict "prefix" "ENVOY_UPSTREAM" "tls" .Values.security.envoy.ssl.upstream.server) }}
{{- end }}

{{- define "envoy-downstream-client" -}}
- { name: ENVOY_DOWNSTREAM_CLIENT_MTLS, value: '{{ .Values.security.envoy.ssl.downstream.client.mtls }}' }
{{ include "tls-client" (dict "prefix" "ENVOY_DOWNSTREAM" "tls" .Values.security.envoy.ssl.downstream.client) }}
{{- end }}

{{/* For both gateways; the dataflow engine has names of its own. */}}
{{- define "kafka-client" -}}
{{- with .Values.security.kafka -}}
- { name: KAFKA_SECURITY_PROTOCOL, value: '{{ .protocol }}' }
- { name: KAFKA_SASL_MECHANISM, value: '{{ .sasl.mechanism }}' }
- { name: KAFKA_CLIENT_SASL_USERNAME, value: '{{ .sasl.client.username }}' }
- { name: KAFKA_CLIENT_SASL_SECRET_NAME, value: '{{ .sasl.client.secret }}' }
- { name: KAFKA_CLIENT_SASL_PASSWORD_LOCATION, value: '{{ .sasl.client.passwordPath }}' }
- { name: KAFKA_CLIENT_TLS_ENDPOINT_IDENTIFICATION_ALGORITHM, value: '{{ .ssl.client.endpointIdentificationAlgorithm }}' }
{{ include "tls-own" (dict "prefix" "KAFKA_CLIENT" "tls" .ssl.client) }}
{{ include "tls-peer" (dict "prefix" "KAFKA_BROKER" "secret" .ssl.client.brokerValidationSecret "ca" .ssl.client.brokerCaPath) }}
{{- end }}
{{- end }}

{{/* For both gateways: the scheduler's ports. */}}
{{- define "scheduler-ports" -}}
- { name: SELDON_SCHEDULER_PLAINTXT_PORT, value: "9004" }
- { name: SELDON_SCHEDULER_TLS_PORT, value: "9044" }
{{- end }}

{{- define "own-namespace" -}}
- { name: POD_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
{{- end }}

{{/* A component's own level, or the one for all; takes own and all. */}}
{{- define "log-level" -}}
'{{ .own | default .all.Values.logging.logLevel }}'
{{- end }}
