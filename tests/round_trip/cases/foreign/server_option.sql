-- case: a foreign server keeps its new address
-- object: foreign server archive
-- finding: downgrade-changes-object

-- base:
CREATE FOREIGN DATA WRAPPER archive_wrapper;
CREATE SERVER archive FOREIGN DATA WRAPPER archive_wrapper OPTIONS (host 'archive.example.com');

-- up:
ALTER SERVER archive OPTIONS (SET host 'cold.example.com');

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER SERVER archive OPTIONS (SET host 'archive.example.com');
