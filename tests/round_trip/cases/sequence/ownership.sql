-- case: a sequence stays without an owner
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number OWNED BY NONE;

-- faulty down:
ALTER SEQUENCE app.ticket_number CACHE 5;

-- correct down:
ALTER SEQUENCE app.ticket_number OWNED BY app.tickets.number;
