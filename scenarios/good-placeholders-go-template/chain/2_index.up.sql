CREATE INDEX {{ .prefix }}orders_note ON {{.schema}}.{{.prefix}}orders (note);
