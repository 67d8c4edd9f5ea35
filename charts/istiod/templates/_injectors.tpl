{{/* The labels of namespace and pod by which one of the four webhooks is called. */}}
{{- define "injector-selectors" -}}
{{- $notOff := dict "key" "sidecar.istio.io/inject" "operator" "NotIn" "values" (list "false") -}}
{{- $on := dict "key" "sidecar.istio.io/inject" "operator" "In" "values" (list "true") -}}
{{- $ours := dict "key" "istio.io/rev" "operator" "In" "values" (list "default") -}}
{{- $noRevision := dict "key" "istio.io/rev" "operator" "DoesNotExist" -}}
{{- $enabled := dict "key" "istio-injection" "operator" "In" "values" (list "enabled") -}}
{{- $noWord := dict "key" "istio-injection" "operator" "DoesNotExist" -}}
{{- list
  (dict "name" "rev.namespace" "namespace" (list $ours $noWord) "pod" (list $notOff))
  (dict "name" "rev.object" "namespace" (list $noRevision $noWord) "pod" (list $notOff $ours))
  (dict "name" "namespace" "namespace" (list $enabled) "pod" (list $notOff))
  (dict "name" "object" "namespace" (list $noWord $noRevision) "pod" (list $on $noRevision))
  | toJson }}
{{- end }}

{{- define "injectors" -}}
{{- range include "injector-selectors" . | fromJsonArray }}
- name: {{ .name }}.sidecar-injector.istio.io
  clientConfig:
    service: { name: istiod, namespace: '{{ $.Release.Namespace }}', path: /inject, port: 443 }
  sideEffects: None
  rules:
    - { operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods] }
  failurePolicy: Fail
  reinvocationPolicy: Never
  admissionReviewVersions: [v1]
  namespaceSelector: { matchExpressions: {{ toJson .namespace }} }
  objectSelector: { matchExpressions: {{ toJson .pod }} }
{{- end }}
{{- end }}
