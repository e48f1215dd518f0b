-- Texts, whom they are shared with, and the jobs that read them aloud.

CREATE TABLE documents (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id         bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  title           text NOT NULL,
  body            text NOT NULL,
  language        language_tag NOT NULL DEFAULT 'en',
  character_count integer GENERATED ALWAYS AS (char_length(body)) STORED,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  deleted_at      timestamptz,
  CONSTRAINT documents_title_length CHECK (char_length(title) BETWEEN 1 AND 200)
);
COMMENT ON TABLE documents IS 'Texts to be read aloud.';
COMMENT ON COLUMN documents.deleted_at IS 'In the bin since; emptied after 30 days.';
ALTER TABLE documents ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE documents ALTER COLUMN user_id SET STATISTICS 500;

CREATE INDEX documents_title_trgm_idx ON documents USING gin (title gin_trgm_ops);
CREATE INDEX documents_recent_idx ON documents (user_id, updated_at DESC) INCLUDE (title)
  WHERE deleted_at IS NULL;

CREATE TRIGGER set_updated_at
  BEFORE UPDATE OF title, body, language ON documents
  FOR EACH ROW
  EXECUTE FUNCTION set_updated_at();

CREATE TABLE document_shares (
  document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  user_id     bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  can_edit    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (document_id, user_id)
);
CREATE INDEX document_shares_user_id_idx ON document_shares (user_id);

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

CREATE TABLE jobs (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id     uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  voice_id        integer NOT NULL REFERENCES voices,
  status          job_status NOT NULL DEFAULT 'queued',
  priority        smallint NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  error           text,
  character_count integer NOT NULL,
  CONSTRAINT jobs_finished_after_started CHECK (finished_at >= started_at),
  CONSTRAINT jobs_error_only_when_failed CHECK (error IS NULL OR status = 'failed'),
  CONSTRAINT jobs_character_count_not_negative CHECK (character_count >= 0)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX jobs_queue_idx ON jobs (priority DESC, created_at) WHERE status = 'queued';
CREATE INDEX jobs_document_id_idx ON jobs (document_id);
CREATE INDEX jobs_voice_id_idx ON jobs (voice_id);

CREATE FUNCTION notify_job_finished() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('job_finished', json_build_object('job', NEW.id, 'status', NEW.status)::text);
  RETURN NULL;
END;
$$;

CREATE TRIGGER notify_job_finished
  AFTER UPDATE OF status ON jobs
  FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.finished_at IS NOT NULL)
  EXECUTE FUNCTION notify_job_finished();
