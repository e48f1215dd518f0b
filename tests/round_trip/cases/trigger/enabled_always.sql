-- case: a trigger fires on replicas no longer
-- object: trigger touch on public.customers
-- finding: downgrade-changes-object

-- base:
ALTER TABLE customers ENABLE ALWAYS TRIGGER touch;

-- up:
ALTER TABLE customers DISABLE TRIGGER touch;

-- faulty down:
ALTER TABLE customers ENABLE TRIGGER touch;

-- correct down:
ALTER TABLE customers ENABLE ALWAYS TRIGGER touch;
