{{- define "component-scheduler" -}}
- name: seldon-scheduler
  {{- include "component" .Values.scheduler | nindent 2 }}
  podSpec:
    serviceAccountName: seldon-scheduler
    terminationGracePeriodSeconds: 5
    {{- include "pod" (dict "own" .Values.scheduler "all" .) | nindent 4 }}
    containers:
      - name: scheduler
        {{- include "container" .Values.scheduler | nindent 8 }}
        ports:
          - { name: xds, containerPort: 9002 }
          - { name: scheduler, containerPort: 9004 }
          - { name: scheduler-mtls, containerPort: 9044 }
          - { name: agent, containerPort: 9005 }
          - { name: agent-mtls, containerPort: 9055 }
          - { name: dataflow, containerPort: 9008 }
        env:
          {{- include "scheduler-env" . | nindent 10 }}
        volumeMounts:
          - { name: scheduler-state, mountPath: /mnt/scheduler }
          {{- include "kafka-and-tracing-mounts" . | nindent 10 }}
    volumes:
      {{- include "kafka-and-tracing-volumes" . | nindent 6 }}
  volumeClaimTemplates:
    {{- include "claim" (dict "name" "scheduler-state" "storage" .Values.scheduler.resources.storage) | nindent 4 }}
{{- end }}

{{- define "scheduler-env" -}}
- { name: CONTROL_PLANE_SECURITY_PROTOCOL, value: '{{ .Values.security.controlplane.protocol }}' }
{{ include "tls-server" (dict "prefix" "CONTROL_PLANE" "tls" .Values.security.controlplane.ssl.server) }}
{{ include "envoy-protocol" . }}
{{ include "tls-client" (dict "prefix" "ENVOY_UPSTREAM" "tls" .Values.security.envoy.ssl.upstream.client) }}
{{ include "tls-server" (dict "prefix" "ENVOY_DOWNSTREAM" "tls" .Values.security.envoy.ssl.downstream.server) }}
- { name: SCHEDULER_READY_TIMEOUT_SECONDS, value: '{{ .Values.scheduler.schedulerReadyTimeoutSeconds }}' }
- { name: SERVER_PACKING_ENABLED, value: '{{ .Values.autoscaling.serverPackingEnabled }}' }
- { name: SERVER_PACKING_PERCENTAGE, value: '{{ .Values.autoscaling.serverPackingPercentage }}' }
- { name: ENABLE_MODEL_AUTOSCALING, value: '{{ .Values.autoscaling.autoscalingModelEnabled }}' }
- { name: ENABLE_SERVER_AUTOSCALING, value: '{{ .Values.autoscaling.autoscalingServerEnabled }}' }
- { name: ENABLE_ENVOY_ACCESSLOG, value: '{{ .Values.envoy.enableAccesslog }}' }
- { name: ENVOY_ACCESSLOG_PATH, value: '{{ .Values.envoy.accesslogPath }}' }
- { name: INCLUDE_SUCCESSFUL_REQUESTS_ENVOY_ACCESSLOG, value: '{{ .Values.envoy.includeSuccessfulRequests }}' }
- { name: LOG_LEVEL, value: {{ include "log-level" (dict "own" .Values.scheduler.logLevel "all" .) }} }
# Not to be set by values: plaintext ports stay open, whatever the protocol.
- { name: ALLOW_PLAINTXT, value: "true" }
{{ include "own-namespace" . }}
{{- end }}
