{{- define "component-dataflow" -}}
- name: seldon-dataflow-engine
  {{- include "component" .Values.dataflow | nindent 2 }}
  podSpec:
    serviceAccountName: seldon-scheduler
    terminationGracePeriodSeconds: 5
    {{- include "pod" (dict "own" .Values.dataflow "all" .) | nindent 4 }}
    containers:
      - name: dataflow-engine
        {{- include "container" .Values.dataflow | nindent 8 }}
        env:
          {{- include "dataflow-kafka" . | nindent 10 }}
          - { name: SELDON_CORES_COUNT, value: '{{ .Values.dataflow.cores }}' }
          - { name: SELDON_UPSTREAM_HOST, value: seldon-scheduler }
          - { name: SELDON_UPSTREAM_PORT, value: "9008" }
          - { name: SELDON_LOG_LEVEL_APP, value: {{ include "log-level" (dict "own" .Values.dataflow.logLevel "all" .) | upper }} }
          - { name: SELDON_LOG_LEVEL_KAFKA, value: {{ include "log-level" (dict "own" .Values.dataflow.logLevelKafka "all" .) | upper }} }
          {{- range list "OTEL_JAVAAGENT_ENABLED" "OTEL_EXPORTER_OTLP_ENDPOINT" "OTEL_EXPORTER_OTLP_PROTOCOL" }}
          - { name: {{ . }}, valueFrom: { configMapKeyRef: { name: seldon-tracing, key: {{ . }} } } }
          {{- end }}
          - { name: SELDON_POD_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
{{- end }}

{{/* The address is taken from here alone: a runtime's own kafkaConfig does not reach this component. */}}
{{- define "dataflow-kafka" -}}
{{- with .Values.kafka -}}
- { name: SELDON_KAFKA_BOOTSTRAP_SERVERS, value: '{{ .bootstrap }}' }
- { name: SELDON_KAFKA_CONSUMER_PREFIX, value: '{{ .consumerGroupIdPrefix }}' }
- { name: SELDON_KAFKA_REPLICATION_FACTOR, value: '{{ .topics.replicationFactor }}' }
- { name: SELDON_KAFKA_PARTITIONS_DEFAULT, value: '{{ .topics.numPartitions }}' }
- { name: SELDON_KAFKA_MAX_MESSAGE_SIZE_BYTES, value: '{{ int .consumer.messageMaxBytes }}' }
{{- end }}
{{- with .Values.security.kafka }}
- { name: SELDON_KAFKA_SECURITY_PROTOCOL, value: '{{ .protocol }}' }
- { name: SELDON_KAFKA_SASL_MECHANISM, value: '{{ .sasl.mechanism }}' }
- { name: SELDON_KAFKA_SASL_USERNAME, value: '{{ .sasl.client.username }}' }
- { name: SELDON_KAFKA_SASL_SECRET, value: '{{ .sasl.client.secret }}' }
- { name: SELDON_KAFKA_SASL_PASSWORD_PATH, value: '{{ .sasl.client.passwordPath }}' }
- { name: SELDON_KAFKA_TLS_CLIENT_SECRET, value: '{{ .ssl.client.secret }}' }
- { name: SELDON_KAFKA_TLS_CLIENT_KEY_PATH, value: '{{ .ssl.client.keyPath }}' }
- { name: SELDON_KAFKA_TLS_CLIENT_CERT_PATH, value: '{{ .ssl.client.crtPath }}' }
- { name: SELDON_KAFKA_TLS_CLIENT_CA_PATH, value: '{{ .ssl.client.caPath }}' }
- { name: SELDON_KAFKA_TLS_BROKER_SECRET, value: '{{ .ssl.client.brokerValidationSecret }}' }
- { name: SELDON_KAFKA_TLS_BROKER_CA_PATH, value: '{{ .ssl.client.brokerCaPath }}' }
- { name: SELDON_KAFKA_TLS_ENDPOINT_IDENTIFICATION_ALGORITHM, value: '{{ .ssl.client.endpointIdentificationAlgorithm }}' }
- { name: SELDON_TLS_ENDPOINT_IDENTIFICATION_ALGORITHM, value: '{{ .ssl.client.endpointIdentificationAlgorithm }}' }
{{- end }}
{{- end }}
