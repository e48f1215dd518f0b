-- migrate:up
CREATE TABLE readings (
  sensor int NOT NULL,
  at timestamptz NOT NULL,
  celsius real NOT NULL CHECK (celsius BETWEEN -90 AND 90)
) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01 UTC') TO ('2025-01-01 UTC');
CREATE TABLE readings_later PARTITION OF readings DEFAULT;
CREATE TABLE documents (id serial PRIMARY KEY, tenant int NOT NULL, body text NOT NULL, draft boolean NOT NULL DEFAULT true);
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY documents_of_tenant ON documents
  USING (tenant = current_setting('app.tenant', true)::int);
CREATE VIEW drafts AS SELECT * FROM documents WHERE draft WITH CASCADED CHECK OPTION;

-- migrate:down
DROP VIEW drafts;
DROP TABLE documents;
DROP TABLE readings;
