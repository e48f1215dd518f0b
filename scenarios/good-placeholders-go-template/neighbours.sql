CREATE TABLE {{ .schema }}_log.{{ .prefix }}lines (line text);
