-- case: a start value stays
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number START WITH 200;

-- faulty down:
ALTER SEQUENCE app.ticket_number INCREMENT BY 10;

-- correct down:
ALTER SEQUENCE app.ticket_number START WITH 100;
