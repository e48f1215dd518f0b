-- case: the sequence of an identity column keeps its step
-- object: sequence public.customers_id_seq
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers ALTER COLUMN id SET INCREMENT BY 2;

-- faulty down:
ANALYZE customers;

-- correct down:
ALTER TABLE customers ALTER COLUMN id SET INCREMENT BY 1;
