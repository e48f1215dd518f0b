-- case: a trigger stays disabled
-- object: trigger touch on public.customers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers DISABLE TRIGGER touch;
UPDATE customers SET name = trim(name);

-- faulty down:
UPDATE customers SET name = trim(name);

-- correct down:
ALTER TABLE customers ENABLE TRIGGER touch;
