-- The dashboard: what a user has left this month, and what each month came to.
-- migrate:up
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

-- REFRESH … CONCURRENTLY needs a unique index.
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

-- migrate:down
DROP FUNCTION remaining_characters(bigint);
DROP MATERIALIZED VIEW monthly_usage;
DROP VIEW active_subscriptions;
