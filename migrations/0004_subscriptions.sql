-- A user holds at most one live subscription at any moment; the database sees to it.
-- migrate:up
CREATE TYPE subscription_status AS ENUM ('trialing', 'active', 'past_due', 'canceled');

CREATE TABLE subscriptions (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  product_id smallint NOT NULL REFERENCES products,
  status     subscription_status NOT NULL DEFAULT 'trialing',
  period     tstzrange NOT NULL,
  CONSTRAINT subscriptions_period_not_empty CHECK (NOT isempty(period)),
  CONSTRAINT subscriptions_one_at_a_time
    EXCLUDE USING gist (user_id WITH =, period WITH &&) WHERE (status <> 'canceled')
);
COMMENT ON CONSTRAINT subscriptions_one_at_a_time ON subscriptions IS
  'Two live subscriptions of one user may not overlap.';

CREATE INDEX subscriptions_product_id_idx ON subscriptions (product_id);

-- migrate:down
DROP TABLE subscriptions;
DROP TYPE subscription_status;
