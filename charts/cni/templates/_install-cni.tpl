{{- define "image" -}}
{{- if contains "/" .Values.image }}{{ .Values.image }}
{{- else }}{{ .Values.hub | default .Values.global.hub }}/{{ .Values.image }}:{{ .Values.tag | default .Values.global.tag }}
{{- end }}
{{- end }}

{{- define "install-cni" -}}
- name: install-cni
  image: '{{ include "image" . }}'
  command: [install-cni]
  args: [--log_output_level=info]
  ports:
    - { name: metrics, containerPort: 15014, protocol: TCP }
  readinessProbe:
    httpGet: { path: /readyz, port: 8000 }
  resources: {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    {{- if not .Values.useAppArmorAnnotation }}
    appArmorProfile: { type: Unconfined }
    {{- end }}
    privileged: false
    runAsUser: 0
    runAsGroup: 0
    runAsNonRoot: false
    capabilities:
      drop: [ALL]
      add: [NET_ADMIN, NET_RAW, SYS_PTRACE, SYS_ADMIN, DAC_OVERRIDE]
    {{- with .Values.seccompProfile }}
    seccompProfile: {{- toYaml . | nindent 6 }}
    {{- end }}
  envFrom:
    - configMapRef: { name: istio-cni-config }
  env:
    - { name: REPAIR_NODE_NAME, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }
    - { name: REPAIR_RUN_AS_DAEMON, value: "true" }
    - { name: REPAIR_SIDECAR_ANNOTATION, value: sidecar.istio.io/status }
    - { name: ALLOW_SWITCH_TO_HOST_NS, value: "true" }
    - { name: NODE_NAME, valueFrom: { fieldRef: { apiVersion: v1, fieldPath: spec.nodeName } } }
    - { name: GOMEMLIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: "1" } } }
    - { name: GOMAXPROCS, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: "1" } } }
    - { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
    - { name: POD_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
  volumeMounts:
    - { name: cni-bin-dir, mountPath: /host/opt/cni/bin }
    - { name: cni-host-procfs, mountPath: /host/proc, readOnly: true }
    - { name: cni-net-dir, mountPath: /host/etc/cni/net.d }
    - { name: cni-socket-dir, mountPath: /var/run/istio-cni }
{{- end }}
