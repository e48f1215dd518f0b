-- case: the downgrade begins a transaction and does not end it
-- object: -
-- finding: leaks-open-transaction

-- up:
CREATE TABLE app.codes (code text);

-- faulty down:
DROP TABLE app.codes;
COMMIT;
BEGIN;
ANALYZE app.tickets;

-- correct down:
DROP TABLE app.codes;
COMMIT;
BEGIN;
ANALYZE app.tickets;
COMMIT;
