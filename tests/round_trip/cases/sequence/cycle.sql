-- case: a sequence no longer cycles
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number NO CYCLE;

-- faulty down:
ALTER SEQUENCE app.ticket_number CACHE 5;

-- correct down:
ALTER SEQUENCE app.ticket_number CYCLE;
