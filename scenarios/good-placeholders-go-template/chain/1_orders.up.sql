CREATE SCHEMA IF NOT EXISTS {{ .schema }};
CREATE TABLE {{ .schema }}.{{ .prefix }}orders (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  note  text NOT NULL DEFAULT 'of {{ .schema }}'
);
