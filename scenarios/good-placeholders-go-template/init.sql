CREATE SCHEMA {{ .schema }}_log;
