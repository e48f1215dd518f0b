-- case: a sequence stays a bigint
-- object: sequence app.tickets_id_seq
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.tickets_id_seq AS bigint;

-- faulty down:
ALTER SEQUENCE app.tickets_id_seq MAXVALUE 2147483647;

-- correct down:
ALTER SEQUENCE app.tickets_id_seq AS integer;
