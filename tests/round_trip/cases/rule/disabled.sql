-- case: a rule stays disabled
-- object: rule tickets_stay on app.tickets
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.tickets DISABLE RULE tickets_stay;

-- faulty down:
ANALYZE app.tickets;

-- correct down:
ALTER TABLE app.tickets ENABLE RULE tickets_stay;
