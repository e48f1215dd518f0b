-- migrate:up
CREATE TABLE notes (id bigint PRIMARY KEY, tenant int NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON notes USING (tenant::text = current_setting('app.tenant', true));

-- migrate:down
DROP TABLE notes;
