{{- define "component-hodometer" -}}
- name: hodometer
  {{- include "component" .Values.hodometer | nindent 2 }}
  podSpec:
    serviceAccountName: hodometer
    terminationGracePeriodSeconds: 5
    {{- include "pod" (dict "own" .Values.hodometer "all" .) | nindent 4 }}
    containers:
      - name: hodometer
        {{- include "container" .Values.hodometer | nindent 8 }}
        env:
          - { name: METRICS_LEVEL, value: '{{ .Values.hodometer.metricsLevel }}' }
          # Not to be set by values: the address that usage data goes to.
          - { name: PUBLISH_URL, value: http://hodometer.seldon.io }
          - { name: EXTRA_PUBLISH_URLS, value: '{{ .Values.hodometer.extraPublishUrls }}' }
          - { name: SCHEDULER_HOST, value: seldon-scheduler }
          - { name: SCHEDULER_PLAINTXT_PORT, value: "9004" }
          - { name: SCHEDULER_TLS_PORT, value: "9044" }
          {{- include "control-plane-client" . | nindent 10 }}
          - { name: LOG_LEVEL, value: {{ include "log-level" (dict "own" .Values.hodometer.logLevel "all" .) }} }
          {{- include "own-namespace" . | nindent 10 }}
{{- end }}
