{{/* Image and resources of a container, from its slice of the values; there is no CPU limit. */}}
{{- define "container" -}}
image: '{{ .image.registry }}/{{ .image.repository }}:{{ .image.tag }}'
imagePullPolicy: '{{ .image.pullPolicy }}'
resources:
  requests: { cpu: '{{ .resources.cpu }}', memory: '{{ .resources.memory }}' }
  limits: { memory: '{{ .resources.memory }}' }
{{- end }}

{{/* What all pods share; takes own (a slice of the values) and all (the chart's context). */}}
{{- define "pod" -}}
securityContext: {{ toJson .own.securityContext }}
{{- with .all.Values.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- end }}

{{- define "claim" -}}
- name: {{ .name }}
  spec:
    accessModes: [ReadWriteOnce]
    resources: { requests: { storage: '{{ .storage }}' } }
{{- end }}

{{/* The config maps that the controller puts into each tenant's namespace. */}}
{{- define "kafka-and-tracing-mounts" -}}
- { name: kafka-config-volume, mountPath: /mnt/kafka }
- { name: tracing-config-volume, mountPath: /mnt/tracing }
{{- end }}

{{- define "kafka-and-tracing-volumes" -}}
- { name: kafka-config-volume, configMap: { name: seldon-kafka } }
- { name: tracing-config-volume, configMap: { name: seldon-tracing } }
{{- end }}

{{/* What a component of the SeldonConfig has beside its pod, from its slice of the values. */}}
{{- define "component" -}}
replicas: 1
{{- with .labels }}
labels: {{ toJson . }}
{{- end }}
{{- with .annotations }}
annotations: {{ toJson . }}
{{- end }}
{{- end }}
