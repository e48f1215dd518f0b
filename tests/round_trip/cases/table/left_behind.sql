-- case: a new table is forgotten
-- object: table public.returns
-- finding: downgrade-leaves-residue

-- up:
CREATE TABLE IF NOT EXISTS returns (order_id bigint REFERENCES orders, reason text);
CREATE TABLE IF NOT EXISTS refunds (order_id bigint, amount numeric);

-- faulty down:
DROP TABLE refunds;

-- correct down:
DROP TABLE refunds;
DROP TABLE returns;
