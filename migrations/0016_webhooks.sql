-- Customers hear of finished jobs at an address of their own; a listener in the backend delivers.
-- migrate:up
CREATE TABLE webhooks (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  url        text NOT NULL CONSTRAINT webhooks_url_is_https CHECK (url LIKE 'https://%'),
  secret     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT webhooks_user_id_url_key UNIQUE (user_id, url)
);

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

-- migrate:down
DROP TRIGGER notify_job_finished ON jobs;
DROP FUNCTION notify_job_finished();
DROP TABLE webhooks;
