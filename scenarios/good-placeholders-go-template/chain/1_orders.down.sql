DROP TABLE {{ .schema }}.{{ .prefix }}orders;
DROP SCHEMA {{ .schema }};
