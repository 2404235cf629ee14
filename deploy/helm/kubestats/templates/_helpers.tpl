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
{{- /* Environment of the container: the JVM's large profile above 100 nodes, unless the JVM's flags are set. */}}
{{- define "kubestats.env" -}}
{{- $env := .Values.env }}
{{- $set := false }}
{{- range $env }}{{ if eq .name "JDK_JAVA_OPTIONS" }}{{ $set = true }}{{ end }}{{ end }}
{{- if and (gt (int .Values.nodes) 100) (not $set) }}
{{- $env = prepend $env (dict "name" "JDK_JAVA_OPTIONS" "value" "@/app/large.options") }}
{{- end }}
{{- with $env }}{{ toYaml . }}{{ end }}
{{- end }}
{{- /* Requests and limits for that many nodes of 30 pods, as measured in docs/performance.md. */}}
{{- define "kubestats.resources" -}}
{{- $nodes := int .Values.nodes }}
{{- if .Values.resources }}
{{- toYaml .Values.resources }}
{{- else -}}
requests:
  cpu: 100m
  memory: {{ if le $nodes 100 }}160Mi{{ else if le $nodes 1000 }}224Mi{{ else }}512Mi{{ end }}
limits:
  memory: {{ if le $nodes 1000 }}512Mi{{ else }}1Gi{{ end }}
{{- end }}
{{- end }}
