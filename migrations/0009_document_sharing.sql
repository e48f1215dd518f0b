-- Users see their own documents and those shared with them; the database itself holds that line.
-- Written while 0008 was in review, hence a branch from the same parent.
-- migrate:parents 0007_jobs
-- migrate:up
CREATE TABLE document_shares (
  document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  user_id     bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  can_edit    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (document_id, user_id)
);
CREATE INDEX document_shares_user_id_idx ON document_shares (user_id);

CREATE FUNCTION current_user_id() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.user_id', true), '')::bigint
$$;
COMMENT ON FUNCTION current_user_id() IS 'Whom the application speaks for: SET LOCAL app.user_id = …';

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;

CREATE POLICY documents_owner ON documents
  USING (user_id = current_user_id());

CREATE POLICY documents_shared_read ON documents
  FOR SELECT
  USING (EXISTS (SELECT FROM document_shares s
                 WHERE s.document_id = documents.id AND s.user_id = current_user_id()));
COMMENT ON POLICY documents_shared_read ON documents IS 'Whoever it is shared with may read it.';

CREATE POLICY documents_not_from_the_bin ON documents
  AS RESTRICTIVE FOR UPDATE
  USING (deleted_at IS NULL);

-- migrate:down
DROP POLICY documents_not_from_the_bin ON documents;
DROP POLICY documents_shared_read ON documents;
DROP POLICY documents_owner ON documents;
ALTER TABLE documents DISABLE ROW LEVEL SECURITY;
DROP FUNCTION current_user_id();
DROP TABLE document_shares;
