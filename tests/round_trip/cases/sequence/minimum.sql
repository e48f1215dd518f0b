-- case: a minimum stays
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number MINVALUE 50;

-- faulty down:
ALTER SEQUENCE app.ticket_number START WITH 100;

-- correct down:
ALTER SEQUENCE app.ticket_number NO MINVALUE;
