spec:
  securityContext:
    {{- with .Values.gateways.securityContext }}
    {{- toYaml . | nindent 4 }}
    {{- else }}
    sysctls:
    - { name: net.ipv4.ip_unprivileged_port_start, value: "0" }
    {{- end }}
  containers:
  - name: istio-proxy
    image: "{{ if contains "/" .Values.global.proxy.image }}{{ .Values.global.proxy.image }}{{ else }}{{ .ProxyImage }}{{ end }}"
    ports:
    - { name: http-envoy-prom, containerPort: 15090, protocol: TCP }
    readinessProbe:
      httpGet: { path: /healthz/ready, port: 15021 }
      initialDelaySeconds: 0
      periodSeconds: 15
      timeoutSeconds: 3
      failureThreshold: 4
    securityContext:
      runAsUser: 1337
      runAsGroup: 1337
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
