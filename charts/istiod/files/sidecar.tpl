metadata:
  labels:
    security.istio.io/tlsMode: istio
spec:
  initContainers:
  - name: {{ if .Values.pilot.cni.enabled }}istio-validation{{ else }}istio-init{{ end }}
    image: "{{ if contains "/" .Values.global.proxy_init.image }}{{ .Values.global.proxy_init.image }}{{ else }}{{ .ProxyImage }}{{ end }}"
    resources:
      {{- toYaml .Values.global.proxy.resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: {{ .Values.global.proxy.privileged }}
      privileged: {{ .Values.global.proxy.privileged }}
      {{- if .Values.pilot.cni.enabled }}
      capabilities: { drop: [ALL] }
      readOnlyRootFilesystem: true
      runAsNonRoot: true
      runAsUser: 1337
      runAsGroup: 1337
      {{- else }}
      capabilities: { drop: [ALL], add: [NET_ADMIN, NET_RAW] }
      readOnlyRootFilesystem: false
      runAsNonRoot: false
      runAsUser: 0
      runAsGroup: 0
      {{- end }}
      {{- with .Values.global.proxy.seccompProfile }}
      seccompProfile:
        {{- toYaml . | nindent 8 }}
      {{- end }}
  - name: istio-proxy
    restartPolicy: Always
    image: "{{ if contains "/" .Values.global.proxy.image }}{{ .Values.global.proxy.image }}{{ else }}{{ .ProxyImage }}{{ end }}"
    ports:
    - { name: http-envoy-prom, containerPort: 15090, protocol: TCP }
    startupProbe:
      httpGet: { path: /healthz/ready, port: 15021 }
      initialDelaySeconds: 0
      periodSeconds: 1
      timeoutSeconds: 3
      failureThreshold: 600
    readinessProbe:
      httpGet: { path: /healthz/ready, port: 15021 }
      initialDelaySeconds: 0
      periodSeconds: 15
      timeoutSeconds: 3
      failureThreshold: 4
    resources:
      {{- toYaml .Values.global.proxy.resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: {{ .Values.global.proxy.privileged }}
      privileged: {{ .Values.global.proxy.privileged }}
      capabilities: { drop: [ALL] }
      readOnlyRootFilesystem: true
      runAsNonRoot: true
      runAsUser: 1337
      runAsGroup: 1337
      {{- with .Values.global.proxy.seccompProfile }}
      seccompProfile:
        {{- toYaml . | nindent 8 }}
      {{- end }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
