-- case: a column stays NOT NULL
-- object: column public.orders.note
-- finding: downgrade-changes-object

-- up:
UPDATE orders SET note = '' WHERE note IS NULL;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
CREATE TABLE app.feedback (order_id bigint, stars smallint);

-- faulty down:
DROP TABLE app.feedback;

-- correct down:
DROP TABLE app.feedback;
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
UPDATE orders SET note = NULL WHERE note = '';
