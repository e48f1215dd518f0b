-- case: an owner stays
-- object: table app.papers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.papers OWNER TO pg_signal_backend;
CREATE TABLE app.coupons (code text, percent integer);

-- faulty down:
DROP TABLE app.coupons;

-- correct down:
DROP TABLE app.coupons;
ALTER TABLE app.papers OWNER TO CURRENT_USER;
