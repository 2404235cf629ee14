{{- define "kubestats.labels" -}}
k8s-app: kubestats
app.kubernetes.io/name: kubestats
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
{{- define "kubestats.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}
{{- /* The content of a file of the chart, given the root context and a path. */}}
{{- define "kubestats.file" -}}
{{- $content := (index . 0).Files.Get (index . 1) }}
{{- if not (trim $content) }}
{{- fail (printf "the chart has no content in %s: its copy is incomplete; use the whole folder or package" (index . 1)) }}
{{- end }}
{{- $content }}
{{- end }}
