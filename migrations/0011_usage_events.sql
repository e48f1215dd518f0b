-- Every character read is counted. A few million rows a month, dropped a quarter at a time.
-- migrate:up
CREATE TABLE usage_events (
  user_id     bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  id          uuid NOT NULL DEFAULT gen_random_uuid(),
  job_id      bigint REFERENCES jobs ON DELETE SET NULL,
  characters  integer NOT NULL CONSTRAINT usage_events_characters_positive CHECK (characters > 0),
  PRIMARY KEY (user_id, occurred_at, id)
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE usage_events IS 'What users are billed by; append-only.';

CREATE TABLE usage_events_2026_q1 PARTITION OF usage_events
  FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-04-01 00:00:00+00');
CREATE TABLE usage_events_2026_q2 PARTITION OF usage_events
  FOR VALUES FROM ('2026-04-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');
CREATE TABLE usage_events_later PARTITION OF usage_events DEFAULT;

CREATE INDEX usage_events_job_id_idx ON usage_events (job_id);
CREATE INDEX usage_events_occurred_at_idx ON usage_events USING brin (occurred_at);

-- migrate:down
DROP TABLE usage_events;
