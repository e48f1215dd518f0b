-- case: a primary key does not come back
-- object: constraint carriers_pkey on public.carriers
-- finding: downgrade-loses-object

-- base:
CREATE TABLE carriers (name text CONSTRAINT carriers_pkey PRIMARY KEY, code text);

-- up:
ALTER TABLE carriers DROP CONSTRAINT carriers_pkey;
ALTER TABLE carriers ADD CONSTRAINT carriers_pkey PRIMARY KEY (code);

-- faulty down:
ALTER TABLE carriers DROP CONSTRAINT carriers_pkey;
ALTER TABLE carriers ALTER COLUMN code DROP NOT NULL;

-- correct down:
ALTER TABLE carriers DROP CONSTRAINT carriers_pkey;
ALTER TABLE carriers ALTER COLUMN code DROP NOT NULL;
ALTER TABLE carriers ADD CONSTRAINT carriers_pkey PRIMARY KEY (name);
