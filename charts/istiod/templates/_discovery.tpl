{{- define "pilot-image" -}}
{{- if contains "/" .Values.image }}{{ .Values.image }}
{{- else }}{{ .Values.hub | default .Values.global.hub }}/{{ .Values.image }}:{{ .Values.tag | default .Values.global.tag }}
{{- end }}
{{- end }}

{{- define "discovery" -}}
- name: discovery
  image: '{{ include "pilot-image" . }}'
  args:
    - discovery
    - --monitoringAddr=:15014
    - --log_output_level={{ .Values.global.logging.level }}
    - --domain
    - {{ .Values.global.proxy.clusterDomain }}
    - --keepaliveMaxServerConnectionAge
    - 30m
  ports:
    - { name: http-debug, containerPort: 8080, protocol: TCP }
    - { name: grpc-xds, containerPort: 15010, protocol: TCP }
    - { name: tls-xds, containerPort: 15012, protocol: TCP }
    - { name: https-webhooks, containerPort: 15017, protocol: TCP }
    - { name: http-monitoring, containerPort: 15014, protocol: TCP }
  readinessProbe:
    httpGet: { path: /ready, port: 8080 }
    initialDelaySeconds: 1
    periodSeconds: 3
    timeoutSeconds: 5
  resources: {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    runAsNonRoot: true
    capabilities: { drop: [ALL] }
    {{- with .Values.seccompProfile }}
    seccompProfile: {{- toYaml . | nindent 6 }}
    {{- end }}
  env:
    - { name: REVISION, value: default }
    - { name: PILOT_CERT_PROVIDER, value: istiod }
    - { name: POD_NAME, valueFrom: { fieldRef: { apiVersion: v1, fieldPath: metadata.name } } }
    - { name: POD_NAMESPACE, valueFrom: { fieldRef: { apiVersion: v1, fieldPath: metadata.namespace } } }
    - { name: SERVICE_ACCOUNT, valueFrom: { fieldRef: { apiVersion: v1, fieldPath: spec.serviceAccountName } } }
    - { name: KUBECONFIG, value: /var/run/secrets/remote/config }
    - { name: CA_TRUSTED_NODE_ACCOUNTS, value: '{{ .Release.Namespace }}/ztunnel' }
    {{- range $name, $value := .Values.env }}
    - { name: {{ $name }}, value: '{{ $value }}' }
    {{- end }}
    - { name: PILOT_TRACE_SAMPLING, value: "1" }
    - { name: PILOT_ENABLE_ANALYSIS, value: "false" }
    - { name: CLUSTER_ID, value: Kubernetes }
    - { name: GOMAXPROCS, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: "1" } } }
    - { name: PLATFORM, value: "" }
  volumeMounts:
    - { name: istio-token, mountPath: /var/run/secrets/tokens, readOnly: true }
    - { name: local-certs, mountPath: /var/run/secrets/istio-dns }
    - { name: cacerts, mountPath: /etc/cacerts, readOnly: true }
    - { name: istio-kubeconfig, mountPath: /var/run/secrets/remote, readOnly: true }
    - { name: istio-csr-dns-cert, mountPath: /var/run/secrets/istiod/tls, readOnly: true }
    - { name: istio-csr-ca-configmap, mountPath: /var/run/secrets/istiod/ca, readOnly: true }
{{- end }}
