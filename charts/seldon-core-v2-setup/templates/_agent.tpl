{{/* Each container of a server pod waits at its end until the agent has drained it. */}}
{{- define "drain" -}}
lifecycle: { preStop: { httpGet: { path: terminate, port: 9007 } } }
{{- end }}

{{/* The containers of a server pod take server (its name), own (its slice of the values) and Values. */}}
{{- define "rclone" -}}
{{- $rclone := .Values.serverConfig.rclone -}}
- name: rclone
  {{- include "container" $rclone | nindent 2 }}
  {{- include "drain" . | nindent 2 }}
  ports:
    - { name: rclone, containerPort: 5572, protocol: TCP }
  env:
    - { name: RCLONE_LOG_LEVEL, value: {{ include "log-level" (dict "own" $rclone.logLevel "all" .) | upper }} }
  readinessProbe:
    tcpSocket: { port: 5572 }
    initialDelaySeconds: 5
    periodSeconds: 5
    timeoutSeconds: 1
    successThreshold: 1
    failureThreshold: 3
  volumeMounts:
    - { name: {{ .server }}-models, mountPath: /mnt/agent }
{{- end }}

{{- define "agent" -}}
- name: agent
  {{- include "container" .Values.serverConfig.agent | nindent 2 }}
  {{- include "drain" . | nindent 2 }}
  ports:
    - { name: grpc, containerPort: 9501, protocol: TCP }
    - { name: http, containerPort: 9001, protocol: TCP }
    - { name: metrics, containerPort: 9006, protocol: TCP }
    - { name: readiness-port, containerPort: 9008 }
  env:
    {{- include "agent-tuning" .Values.serverConfig.agent | nindent 4 }}
    {{- include "agent-addresses" . | nindent 4 }}
    {{- include "control-plane-client" . | nindent 4 }}
    {{- include "envoy-protocol" . | nindent 4 }}
    {{- include "envoy-upstream-server" . | nindent 4 }}
    - { name: SELDON_LOG_LEVEL, value: {{ include "log-level" (dict "own" .Values.serverConfig.agent.logLevel "all" .) }} }
    - { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
    {{- include "own-namespace" . | nindent 4 }}
    # What the scheduler places models by.
    - name: MEMORY_REQUEST
      valueFrom: { resourceFieldRef: { containerName: {{ .server }}, resource: requests.memory } }
  startupProbe:
    httpGet: { path: /ready, port: 9008 }
    periodSeconds: 15
    failureThreshold: 60
  readinessProbe:
    httpGet: { path: /ready, port: 9008 }
    periodSeconds: 5
    failureThreshold: 1
  volumeMounts:
    - { name: {{ .server }}-models, mountPath: /mnt/agent }
    - { name: config-volume, mountPath: /mnt/config }
    - { name: tracing-config-volume, mountPath: /mnt/tracing }
{{- end }}

{{- define "agent-tuning" -}}
- { name: SELDON_OVERCOMMIT_PERCENTAGE, value: '{{ .overcommitPercentage }}' }
- { name: SELDON_SCALING_STATS_PERIOD_SECONDS, value: '{{ .scalingStatsPeriodSeconds }}' }
- { name: SELDON_MODEL_INFERENCE_LAG_THRESHOLD, value: '{{ .modelInferenceLagThreshold }}' }
- { name: SELDON_MODEL_INACTIVE_SECONDS_THRESHOLD, value: '{{ .modelInactiveSecondsThreshold }}' }
- { name: SELDON_MAX_TIME_READY_SUB_SERVICE_AFTER_START_SECONDS, value: '{{ .maxElapsedTimeReadySubServiceAfterStartSeconds }}' }
- { name: SELDON_MAX_ELAPSED_TIME_READY_SUB_SERVICE_BEFORE_START_MINUTES, value: '{{ .maxElapsedTimeReadySubServiceBeforeStartMinutes }}' }
- { name: SELDON_PERIOD_READY_SUB_SERVICE_SECONDS, value: '{{ .periodReadySubServiceSeconds }}' }
- { name: SELDON_MAX_LOAD_ELAPSED_TIME_MINUTES, value: '{{ .maxLoadElapsedTimeMinutes }}' }
- { name: SELDON_MAX_UNLOAD_ELAPSED_TIME_MINUTES, value: '{{ .maxUnloadElapsedTimeMinutes }}' }
- { name: SELDON_MAX_LOAD_RETRY_COUNT, value: '{{ .maxLoadRetryCount }}' }
- { name: SELDON_MAX_UNLOAD_RETRY_COUNT, value: '{{ .maxUnloadRetryCount }}' }
- { name: SELDON_UNLOAD_GRACE_PERIOD_SECONDS, value: '{{ .unloadGracePeriodSeconds }}' }
{{- end }}

{{/* Seldon's chart tells more to MLServer's agent than to Triton's. */}}
{{- define "agent-addresses" -}}
- { name: SELDON_SERVER_TYPE, value: {{ .server }} }
- { name: SELDON_SERVER_CAPABILITIES, value: '{{ .own.serverCapabilities }}' }
- { name: SELDON_SERVER_HTTP_PORT, value: "9000" }
- { name: SELDON_SERVER_GRPC_PORT, value: "9500" }
- { name: SELDON_REVERSE_PROXY_HTTP_PORT, value: "9001" }
- { name: SELDON_REVERSE_PROXY_GRPC_PORT, value: "9501" }
- { name: SELDON_SCHEDULER_HOST, value: seldon-scheduler }
- { name: SELDON_SCHEDULER_PORT, value: "9005" }
{{- if eq .server "mlserver" }}
- { name: SELDON_SCHEDULER_TLS_PORT, value: "9055" }
- { name: SELDON_ENVOY_HOST, value: seldon-mesh }
- { name: SELDON_ENVOY_PORT, value: "80" }
- { name: MLSERVER_TRACING_SERVER, value: '{{ .Values.opentelemetry.endpoint }}' }
{{- end }}
- { name: SELDON_METRICS_PORT, value: "9006" }
- { name: SELDON_DRAINER_PORT, value: "9007" }
- { name: SELDON_READINESS_PORT, value: "9008" }
- { name: AGENT_TLS_SECRET_NAME, value: "" }
- { name: AGENT_TLS_FOLDER_PATH, value: "" }
{{- end }}
