-- case: a maximum is taken away, not given back
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number MAXVALUE 999990;

-- faulty down:
ALTER SEQUENCE app.ticket_number NO MAXVALUE;

-- correct down:
ALTER SEQUENCE app.ticket_number MAXVALUE 99990;
