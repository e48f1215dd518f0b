-- migrate:loses payments.note
-- migrate:up
UPDATE payments SET note = '0' WHERE note !~ '^[0-9]{1,6}$';
ALTER TABLE payments
  ALTER COLUMN note TYPE int USING note::int,
  ALTER COLUMN steps TYPE smallint,
  ALTER COLUMN code TYPE varchar(5),
  ALTER COLUMN raw SET NOT NULL;
CREATE UNIQUE INDEX payments_code ON payments (code);

-- migrate:down
DROP INDEX payments_code;
ALTER TABLE payments
  ALTER COLUMN note TYPE text,
  ALTER COLUMN steps TYPE bigint,
  ALTER COLUMN code TYPE varchar(20),
  ALTER COLUMN raw DROP NOT NULL;
