-- Users may cancel a job. An enum cannot lose a value, so the way down builds the type anew; jobs
-- canceled in between count as failed there, which is what they were called before.
-- migrate:up
ALTER TYPE job_status ADD VALUE 'canceled' AFTER 'running';

-- migrate:down
ALTER TYPE job_status RENAME TO job_status_with_canceled;
CREATE TYPE job_status AS ENUM ('queued', 'running', 'succeeded', 'failed');
COMMENT ON TYPE job_status IS 'A job only ever moves forward through these.';

-- What compares the column with a value of the old type has to stand aside for a moment.
DROP INDEX jobs_queue_idx;
ALTER TABLE jobs DROP CONSTRAINT jobs_error_only_when_failed;

ALTER TABLE jobs ALTER COLUMN status DROP DEFAULT;
ALTER TABLE jobs ALTER COLUMN status TYPE job_status
  USING (CASE status::text WHEN 'canceled' THEN 'failed' ELSE status::text END)::job_status;
ALTER TABLE jobs ALTER COLUMN status SET DEFAULT 'queued';

ALTER TABLE jobs ADD CONSTRAINT jobs_error_only_when_failed CHECK (error IS NULL OR status = 'failed');
CREATE INDEX jobs_queue_idx ON jobs (priority DESC, created_at) WHERE status = 'queued';

DROP TYPE job_status_with_canceled;
