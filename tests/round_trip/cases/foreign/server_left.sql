-- case: a new foreign server is forgotten
-- object: foreign server archive
-- finding: downgrade-leaves-residue

-- up:
CREATE FOREIGN DATA WRAPPER archive_wrapper;
CREATE SERVER archive FOREIGN DATA WRAPPER archive_wrapper OPTIONS (host 'archive.example.com');
CREATE FOREIGN TABLE app.old_orders (id bigint) SERVER archive;

-- faulty down:
DROP FOREIGN TABLE app.old_orders;

-- correct down:
DROP FOREIGN TABLE app.old_orders;
DROP SERVER archive;
DROP FOREIGN DATA WRAPPER archive_wrapper;
