{{/* Runs as the namespace's default service account; takes its certificates as variables. */}}
{{- define "component-envoy" -}}
{{- $client := .Values.security.controlplane.ssl.client -}}
- name: seldon-envoy
  {{- include "component" .Values.envoy | nindent 2 }}
  podSpec:
    terminationGracePeriodSeconds: {{ .Values.envoy.terminationGracePeriodSeconds }}
    {{- include "pod" (dict "own" .Values.envoy "all" .) | nindent 4 }}
    containers:
      - name: envoy
        {{- include "container" .Values.envoy | nindent 8 }}
        ports:
          - { name: http, containerPort: 9000 }
          - { name: envoy-stats, containerPort: 9003 }
        env:
          {{- include "envoy-protocol" . | nindent 10 }}
          - name: ENVOY_XDS_CLIENT_TLS_KEY
            valueFrom: { secretKeyRef: { name: '{{ $client.secret }}', key: tls.key, optional: true } }
          - name: ENVOY_XDS_CLIENT_TLS_CRT
            valueFrom: { secretKeyRef: { name: '{{ $client.secret }}', key: tls.crt, optional: true } }
          - name: ENVOY_XDS_SERVER_TLS_CA
            valueFrom: { secretKeyRef: { name: '{{ $client.serverValidationSecret }}', key: ca.crt, optional: true } }
        readinessProbe:
          httpGet: { path: /ready, port: envoy-stats }
          initialDelaySeconds: 10
          periodSeconds: 5
          failureThreshold: 3
{{- end }}
