-- case: a rule comes back with a condition
-- object: rule tickets_stay on app.tickets
-- finding: downgrade-changes-object

-- up:
DROP RULE tickets_stay ON app.tickets;

-- faulty down:
CREATE RULE tickets_stay AS ON DELETE TO app.tickets WHERE OLD.id > 0 DO INSTEAD NOTHING;

-- correct down:
CREATE RULE tickets_stay AS ON DELETE TO app.tickets DO INSTEAD NOTHING;
