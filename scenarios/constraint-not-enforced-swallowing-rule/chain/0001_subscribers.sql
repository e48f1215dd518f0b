-- migrate:up
CREATE TABLE subscribers (email text PRIMARY KEY, since date NOT NULL);
CREATE RULE subscribers_once AS ON INSERT TO subscribers
  WHERE EXISTS (SELECT FROM subscribers s WHERE s.email = NEW.email)
  DO INSTEAD NOTHING;

-- migrate:down
DROP TABLE subscribers;
