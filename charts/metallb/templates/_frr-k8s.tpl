{{/* The chart of frr-k8s, which MetalLB's archive holds, by its names, labels and versions. */}}
{{- define "frr-k8s" -}}
{{ include "full-name" (dict "all" . "chart" "frr-k8s") }}
{{- end }}

{{- define "frr-k8s-selector" -}}
app.kubernetes.io/name: frr-k8s
app.kubernetes.io/instance: '{{ .Release.Name }}'
{{- end }}

{{- define "frr-k8s-labels" -}}
{{ include "frr-k8s-selector" . }}
app.kubernetes.io/version: v0.0.21
app.kubernetes.io/managed-by: '{{ .Release.Service }}'
helm.sh/chart: frr-k8s-0.0.21
{{- end }}

{{- define "frr-k8s-image" -}}
'{{ .repository }}:{{ .tag | default "v0.0.21" }}'
{{- end }}

{{/* They copy files into the volumes that the containers share. */}}
{{- define "frr-k8s-init-containers" -}}
- name: cp-frr-files
  image: {{ include "frr-k8s-image" .frr.image }}
  securityContext: { runAsUser: 100, runAsGroup: 101 }
  volumeMounts:
    - { name: frr-startup, mountPath: /tmp/frr }
    - { name: frr-conf, mountPath: /etc/frr }
{{- $image := include "frr-k8s-image" .image }}
{{- range $container, $volume := dict "cp-reloader" "reloader" "cp-metrics" "metrics" "cp-frr-status" "frr-status" }}
- name: {{ $container }}
  image: {{ $image }}
  volumeMounts: [{ name: {{ $volume }}, mountPath: /etc/frr_{{ $volume | replace "frr-" "" }} }]
{{- end }}
{{- end }}

{{- define "frr-k8s-controller" -}}
- name: controller
  image: {{ include "frr-k8s-image" .image }}
  command: [/frr-k8s]
  args:
    - --node-name=$(NODE_NAME)
    - --namespace=$(NAMESPACE)
    - --metrics-bind-address=127.0.0.1:7572
    - --log-level=info
  env:
    {{- include "frr-files-env" . | nindent 4 }}
    - {{ include "field" (dict "name" "NODE_NAME" "path" "spec.nodeName") }}
    - {{ include "field" (dict "name" "NAMESPACE" "path" "metadata.namespace") }}
  ports: [{ name: monitoring, containerPort: 7572 }]
  {{- include "metrics-probes" (dict "path" "/metrics" "port" "monitoring" "host" "127.0.0.1") | nindent 2 }}
  {{- include "resources" . | nindent 2 }}
  securityContext:
    {{- include "confined" (list "NET_RAW") | nindent 4 }}
  volumeMounts: [{ name: reloader, mountPath: /etc/frr_reloader }]
{{- end }}

{{- define "frr-k8s-frr-containers" -}}
{{- $image := include "frr-k8s-image" .image }}
- name: frr
  image: {{ $image }}
  env: [{ name: TINI_SUBREAPER, value: 'true' }]
  {{- include "resources" . | nindent 2 }}
  securityContext: { capabilities: {{ include "frr-capabilities" . }} }
  volumeMounts: {{- include "frr-mounts" . | nindent 4 }}
  livenessProbe:
    httpGet: { path: /livez, port: 7573, host: 127.0.0.1 }
    periodSeconds: 10
    failureThreshold: 3
  startupProbe:
    httpGet: { path: /livez, port: 7573, host: 127.0.0.1 }
    failureThreshold: 30
    periodSeconds: 5
- name: reloader
  image: {{ $image }}
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: reloader, mountPath: /etc/frr_reloader }
- name: frr-metrics
  image: {{ $image }}
  ports: [{ name: monitoring, containerPort: 7573 }]
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: metrics, mountPath: /etc/frr_metrics }
- name: frr-status
  image: {{ $image }}
  env:
    - {{ include "field" (dict "name" "NODE_NAME" "path" "spec.nodeName") }}
    - {{ include "field" (dict "name" "NAMESPACE" "path" "metadata.namespace") }}
    - {{ include "field" (dict "name" "POD_NAME" "path" "metadata.name") }}
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: frr-status, mountPath: /etc/frr_status }
{{- end }}

{{/* They serve metrics to whoever may read them, on the node's own address. */}}
{{- define "frr-k8s-proxies" -}}
{{- $proxy := . }}
{{- range $name, $port := dict "kube-rbac-proxy" 9140 "kube-rbac-proxy-frr" 9141 }}
- name: {{ $name }}
  image: '{{ $proxy.repository }}:{{ $proxy.tag }}'
  ports: [{ name: metricshttps, containerPort: {{ $port }} }]
  resources: { requests: { cpu: 10m, memory: 20Mi } }
  terminationMessagePolicy: FallbackToLogsOnError
{{- end }}
{{- end }}
