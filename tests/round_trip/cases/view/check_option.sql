-- case: a view comes back without its check option
-- object: view app.paid
-- finding: downgrade-changes-object

-- base:
CREATE VIEW app.paid AS SELECT id, status FROM orders WHERE status = 'paid' WITH CASCADED CHECK OPTION;

-- up:
DROP VIEW app.paid;

-- faulty down:
CREATE VIEW app.paid AS SELECT id, status FROM orders WHERE status = 'paid';

-- correct down:
CREATE VIEW app.paid AS SELECT id, status FROM orders WHERE status = 'paid' WITH CASCADED CHECK OPTION;
