-- case: the privileges on a re-created view are forgotten
-- object: view app.paid
-- finding: downgrade-changes-object

-- base:
CREATE VIEW app.paid AS SELECT id FROM orders WHERE status = 'paid';
GRANT SELECT ON app.paid TO PUBLIC;

-- up:
DROP VIEW app.paid;

-- faulty down:
CREATE VIEW app.paid AS SELECT id FROM orders WHERE status = 'paid';

-- correct down:
CREATE VIEW app.paid AS SELECT id FROM orders WHERE status = 'paid';
GRANT SELECT ON app.paid TO PUBLIC;
