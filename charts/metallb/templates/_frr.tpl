{{/* FRR inside the speaker's pod. */}}
{{- define "bgp-type" -}}
{{- if .Values.speaker.frr.enabled -}}
- { name: METALLB_BGP_TYPE, value: frr }
{{- else if .Values.frrk8s.enabled -}}
- { name: METALLB_BGP_TYPE, value: frr-k8s }
{{- end }}
{{- end }}

{{- define "frr-files-env" -}}
- { name: FRR_CONFIG_FILE, value: /etc/frr_reloader/frr.conf }
- { name: FRR_RELOADER_PID_FILE, value: /etc/frr_reloader/reloader.pid }
{{- end }}

{{- define "frr-volumes" -}}
- { name: frr-startup, configMap: { name: {{ include "metallb" . }}-frr-startup } }
{{- range list "frr-sockets" "frr-conf" "reloader" "metrics" "frr-tmp" "frr-lib" "frr-log" }}
- { name: {{ . }}, emptyDir: {} }
{{- end }}
{{- end }}

{{/* They copy files into the volumes that the containers share. */}}
{{- define "frr-init-containers" -}}
{{- $speaker := include "image" (dict "own" .Values.speaker.image "all" .) }}
- name: cp-frr-files
  image: {{ include "image" (dict "own" .Values.speaker.frr.image "all" .) }}
  securityContext: { runAsUser: 100, runAsGroup: 101 }
  volumeMounts:
    - { name: frr-startup, mountPath: /tmp/frr }
    - { name: frr-conf, mountPath: /etc/frr }
- name: cp-reloader
  image: {{ $speaker }}
  volumeMounts: [{ name: reloader, mountPath: /etc/frr_reloader }]
- name: cp-metrics
  image: {{ $speaker }}
  volumeMounts: [{ name: metrics, mountPath: /etc/frr_metrics }]
{{- end }}

{{/* What every container of FRR mounts. */}}
{{- define "frr-mounts" -}}
- { name: frr-sockets, mountPath: /var/run/frr }
- { name: frr-conf, mountPath: /etc/frr }
{{- end }}

{{- define "frr-capabilities" -}}
{ add: [NET_ADMIN, NET_RAW, SYS_ADMIN, NET_BIND_SERVICE] }
{{- end }}

{{- define "frr-containers" -}}
{{- $image := include "image" (dict "own" .Values.speaker.frr.image "all" .) }}
- name: frr
  image: {{ $image }}
  env: [{ name: TINI_SUBREAPER, value: 'true' }]
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    capabilities: {{ include "frr-capabilities" . }}
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: frr-tmp, mountPath: /var/tmp/frr }
    - { name: frr-lib, mountPath: /var/lib/frr }
  livenessProbe:
    # Without a slash, as in the real chart.
    httpGet: { path: livez, port: 7473 }
    {{- include "probe-times" . | nindent 4 }}
  startupProbe:
    httpGet: { path: /livez, port: 7473 }
    failureThreshold: 30
    periodSeconds: 5
- name: reloader
  image: {{ $image }}
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true }
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: reloader, mountPath: /etc/frr_reloader }
    - { name: frr-log, mountPath: /var/log/frr }
- name: frr-metrics
  image: {{ $image }}
  env: [{ name: VTYSH_HISTFILE, value: /dev/null }]
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true }
  ports: [{ name: frrmetrics, containerPort: 7473 }]
  volumeMounts:
    {{- include "frr-mounts" . | nindent 4 }}
    - { name: metrics, mountPath: /etc/frr_metrics }
{{- end }}
