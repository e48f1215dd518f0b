-- case: a new foreign table is forgotten
-- object: foreign table app.old_orders
-- finding: downgrade-leaves-residue

-- base:
CREATE FOREIGN DATA WRAPPER archive_wrapper;
CREATE SERVER archive FOREIGN DATA WRAPPER archive_wrapper OPTIONS (host 'archive.example.com');

-- up:
CREATE FOREIGN TABLE IF NOT EXISTS app.old_orders (id bigint, total numeric) SERVER archive;

-- faulty down:
DROP FOREIGN TABLE IF EXISTS app.old_order;

-- correct down:
DROP FOREIGN TABLE app.old_orders;
