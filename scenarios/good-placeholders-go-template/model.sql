CREATE SCHEMA {{ .schema }};
CREATE TABLE {{ .schema }}.${prefix}orders (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  note  text NOT NULL DEFAULT 'of {{ .schema }}'
);
CREATE INDEX {{ .prefix }}orders_note ON {{ .schema }}.{{ .prefix }}orders (note);
