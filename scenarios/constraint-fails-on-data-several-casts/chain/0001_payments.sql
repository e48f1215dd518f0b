-- migrate:up
CREATE TABLE payments (
  id int PRIMARY KEY, amount numeric NOT NULL, raw text, meta text, flag text, ref text, code varchar(20), steps bigint,
  note text
);

-- migrate:down
DROP TABLE payments;
