{{- define "component-pipelinegateway" -}}
- name: seldon-pipelinegateway
  {{- include "component" .Values.pipelinegateway | nindent 2 }}
  podSpec:
    serviceAccountName: seldon-scheduler
    terminationGracePeriodSeconds: 5
    {{- include "pod" (dict "own" .Values.pipelinegateway "all" .) | nindent 4 }}
    containers:
      - name: pipelinegateway
        {{- include "container" .Values.pipelinegateway | nindent 8 }}
        ports:
          - { name: http, containerPort: 9010, protocol: TCP }
          - { name: grpc, containerPort: 9011, protocol: TCP }
          - { name: metrics, containerPort: 9006, protocol: TCP }
        env:
          {{- include "kafka-client" . | nindent 10 }}
          {{- include "envoy-protocol" . | nindent 10 }}
          {{- include "envoy-upstream-server" . | nindent 10 }}
          {{- include "envoy-downstream-client" . | nindent 10 }}
          {{- include "control-plane-client" . | nindent 10 }}
          {{- include "scheduler-ports" . | nindent 10 }}
          - { name: LOG_LEVEL, value: {{ include "log-level" (dict "own" .Values.pipelinegateway.logLevel "all" .) }} }
          {{- include "own-namespace" . | nindent 10 }}
        volumeMounts:
          {{- include "kafka-and-tracing-mounts" . | nindent 10 }}
    volumes:
      {{- include "kafka-and-tracing-volumes" . | nindent 6 }}
{{- end }}

{{- define "component-modelgateway" -}}
- name: seldon-modelgateway
  {{- include "component" .Values.modelgateway | nindent 2 }}
  podSpec:
    serviceAccountName: seldon-scheduler
    terminationGracePeriodSeconds: 5
    {{- include "pod" (dict "own" .Values.modelgateway "all" .) | nindent 4 }}
    containers:
      - name: modelgateway
        {{- include "container" .Values.modelgateway | nindent 8 }}
        env:
          - { name: MODELGATEWAY_NUM_WORKERS, value: '{{ .Values.modelgateway.workers }}' }
          - { name: MODELGATEWAY_MAX_NUM_CONSUMERS, value: "100" }
          - { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '{{ .Values.kafka.topics.replicationFactor }}' }
          - { name: KAFKA_DEFAULT_NUM_PARTITIONS, value: '{{ .Values.kafka.topics.numPartitions }}' }
          {{- include "kafka-client" . | nindent 10 }}
          {{- include "envoy-protocol" . | nindent 10 }}
          {{- include "envoy-downstream-client" . | nindent 10 }}
          {{- include "control-plane-client" . | nindent 10 }}
          {{- include "scheduler-ports" . | nindent 10 }}
          - { name: LOG_LEVEL, value: {{ include "log-level" (dict "own" .Values.modelgateway.logLevel "all" .) }} }
          {{- include "own-namespace" . | nindent 10 }}
        volumeMounts:
          {{- include "kafka-and-tracing-mounts" . | nindent 10 }}
    volumes:
      {{- include "kafka-and-tracing-volumes" . | nindent 6 }}
{{- end }}
