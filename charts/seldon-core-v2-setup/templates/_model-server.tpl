{{/* The container that serves models; the parts that differ are below, by the server's name. */}}
{{- define "model-server" -}}
- name: {{ .server }}
  {{- include "container" .own | nindent 2 }}
  {{- include "drain" . | nindent 2 }}
  ports:
    - { name: server-grpc, containerPort: 9500, protocol: TCP }
    - { name: server-http, containerPort: 9000, protocol: TCP }
    - { name: server-metrics, containerPort: {{ ternary 8082 8002 (eq .server "mlserver") }} }
  env:
    {{- include (print .server "-env") . | nindent 4 }}
  startupProbe:
    httpGet: { path: /v2/health/live, port: server-http }
    periodSeconds: 10
    failureThreshold: 10
  livenessProbe:
    httpGet: { path: /v2/health/live, port: server-http }
  readinessProbe:
    httpGet: { path: /v2/health/live, port: server-http }
    initialDelaySeconds: 5
    periodSeconds: 5
  volumeMounts:
    - { name: {{ .server }}-models, mountPath: /mnt/agent, readOnly: true }
    {{- include (print .server "-mount") . | nindent 4 }}
{{- end }}

{{- define "mlserver-env" -}}
- { name: MLSERVER_HTTP_PORT, value: "9000" }
- { name: MLSERVER_GRPC_PORT, value: "9500" }
- { name: MLSERVER_MODELS_DIR, value: /mnt/agent/models }
- { name: MLSERVER_MODEL_PARALLEL_WORKERS, value: "1" }
- { name: MLSERVER_LOAD_MODELS_AT_STARTUP, value: "false" }
- { name: MLSERVER_GRPC_MAX_MESSAGE_LENGTH, value: "1048576000" }
{{- end }}

{{- define "mlserver-mount" -}}
- { name: downstream-ca-certs, mountPath: /mnt/certs, readOnly: true }
{{- end }}

{{- define "mlserver-volume" -}}
- name: downstream-ca-certs
  secret:
    secretName: '{{ .Values.security.envoy.ssl.downstream.client.serverValidationSecret }}'
    optional: true
{{- end }}

{{- define "triton-env" -}}
- { name: SERVER_HTTP_PORT, value: "9000" }
- { name: SERVER_GRPC_PORT, value: "9500" }
- { name: SERVER_MODELS_DIR, value: /mnt/agent/models }
- { name: LD_PRELOAD, value: /usr/lib/x86_64-linux-gnu/libtcmalloc.so.4 }
{{- end }}

{{/* Triton's processes exchange tensors through shared memory. */}}
{{- define "triton-mount" -}}
- { name: dshm, mountPath: /dev/shm, readOnly: false }
{{- end }}

{{- define "triton-volume" -}}
- { name: dshm, emptyDir: { medium: Memory, sizeLimit: 256Mi } }
{{- end }}
