-- migrate:up
CREATE TABLE documents (
  id serial PRIMARY KEY,
  tenant_id int NOT NULL,
  body text NOT NULL
);
CREATE POLICY documents_of_tenant ON documents
  USING (tenant_id = current_setting('app.tenant', true)::int);

-- migrate:down
DROP TABLE documents;
