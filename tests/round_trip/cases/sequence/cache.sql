-- case: a cache size stays
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number CACHE 50;

-- faulty down:
ALTER SEQUENCE app.ticket_number CACHE 10;

-- correct down:
ALTER SEQUENCE app.ticket_number CACHE 5;
