-- case: a new user mapping is forgotten
-- object: user mapping PUBLIC on archive
-- finding: downgrade-leaves-residue

-- base:
CREATE FOREIGN DATA WRAPPER archive_wrapper;
CREATE SERVER archive FOREIGN DATA WRAPPER archive_wrapper OPTIONS (host 'archive.example.com');

-- up:
CREATE USER MAPPING FOR PUBLIC SERVER archive OPTIONS ("user" 'reader');

-- faulty down:
DROP USER MAPPING IF EXISTS FOR CURRENT_USER SERVER archive;

-- correct down:
DROP USER MAPPING FOR PUBLIC SERVER archive;
