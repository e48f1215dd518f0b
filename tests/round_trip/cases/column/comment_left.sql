-- case: the comment on a column stays
-- object: column public.orders.note
-- finding: downgrade-changes-object

-- up:
COMMENT ON COLUMN orders.note IS 'Read to the courier.';
CREATE TABLE app.drivers (name text, van text);

-- faulty down:
DROP TABLE app.drivers;

-- correct down:
DROP TABLE app.drivers;
COMMENT ON COLUMN orders.note IS NULL;
