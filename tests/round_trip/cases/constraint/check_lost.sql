-- case: a dropped CHECK does not come back
-- object: constraint tickets_title_not_empty on app.tickets
-- finding: downgrade-loses-object

-- base:
ALTER TABLE app.tickets ADD CONSTRAINT tickets_title_not_empty CHECK (title <> '');

-- up:
ALTER TABLE app.tickets DROP CONSTRAINT IF EXISTS tickets_title_not_empty;
CREATE TABLE app.feedback (order_id bigint, stars smallint);

-- faulty down:
DROP TABLE app.feedback;

-- correct down:
DROP TABLE app.feedback;
ALTER TABLE app.tickets ADD CONSTRAINT tickets_title_not_empty CHECK (title <> '');
