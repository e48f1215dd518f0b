-- What users consume, what they have left, and what they are billed.

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

CREATE VIEW active_subscriptions WITH (security_barrier) AS
  SELECT s.user_id, p.code AS product_code, p.monthly_characters, s.period
  FROM subscriptions s
  JOIN products p ON p.id = s.product_id
  WHERE s.status IN ('trialing', 'active') AND s.period @> now();
COMMENT ON VIEW active_subscriptions IS 'Who may read how many characters a month, at this moment.';

CREATE MATERIALIZED VIEW monthly_usage AS
  SELECT user_id,
         date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date AS month,
         sum(characters) AS characters
  FROM usage_events
  GROUP BY 1, 2
WITH DATA;
COMMENT ON MATERIALIZED VIEW monthly_usage IS 'Refreshed concurrently each night.';
CREATE UNIQUE INDEX monthly_usage_key ON monthly_usage (user_id, month);

CREATE FUNCTION remaining_characters(of_user bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT a.monthly_characters - coalesce(sum(e.characters), 0)
  FROM active_subscriptions a
  LEFT JOIN usage_events e
    ON e.user_id = a.user_id AND e.occurred_at >= date_trunc('month', now())
  WHERE a.user_id = of_user
  GROUP BY a.monthly_characters
$$;
REVOKE EXECUTE ON FUNCTION remaining_characters(bigint) FROM PUBLIC;

CREATE SEQUENCE billing.invoice_number AS integer START WITH 20260001;

CREATE TABLE billing.invoices (
  number          integer PRIMARY KEY DEFAULT nextval('billing.invoice_number'),
  subscription_id bigint NOT NULL REFERENCES subscriptions,
  issued_on       date NOT NULL DEFAULT current_date,
  net             cents NOT NULL,
  vat_rate        numeric(4, 2) NOT NULL DEFAULT 19.00,
  gross           integer GENERATED ALWAYS AS (round(net * (1 + vat_rate / 100))) STORED,
  CONSTRAINT invoices_vat_rate_in_percent CHECK (vat_rate BETWEEN 0 AND 30)
);
ALTER SEQUENCE billing.invoice_number OWNED BY billing.invoices.number;

CREATE INDEX invoices_subscription_id_idx ON billing.invoices (subscription_id);
CREATE RULE invoices_are_final AS ON DELETE TO billing.invoices DO INSTEAD NOTHING;
