-- Reading a document aloud takes a while: a queue of jobs that workers take from.
-- migrate:up
CREATE TYPE job_status AS ENUM ('queued', 'running', 'succeeded', 'failed');
COMMENT ON TYPE job_status IS 'A job only ever moves forward through these.';

CREATE TABLE jobs (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  voice_id    integer NOT NULL REFERENCES voices,
  status      job_status NOT NULL DEFAULT 'queued',
  priority    smallint NOT NULL DEFAULT 0,
  created_at  timestamptz NOT NULL DEFAULT now(),
  started_at  timestamptz,
  finished_at timestamptz,
  error       text,
  CONSTRAINT jobs_finished_after_started CHECK (finished_at >= started_at),
  CONSTRAINT jobs_error_only_when_failed CHECK (error IS NULL OR status = 'failed')
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

-- Workers: the most urgent first, the oldest of those first.
CREATE INDEX jobs_queue_idx ON jobs (priority DESC, created_at) WHERE status = 'queued';
CREATE INDEX jobs_document_id_idx ON jobs (document_id);
CREATE INDEX jobs_voice_id_idx ON jobs (voice_id);

-- migrate:down
DROP TABLE jobs;
DROP TYPE job_status;
