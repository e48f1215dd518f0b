-- case: the sequence of a re-created serial column loses its privileges
-- object: sequence app.boxes_id_seq
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.boxes (id serial);
GRANT USAGE ON SEQUENCE app.boxes_id_seq TO PUBLIC;

-- up:
DROP TABLE app.boxes;

-- faulty down:
CREATE TABLE app.boxes (id serial);

-- correct down:
CREATE TABLE app.boxes (id serial);
GRANT USAGE ON SEQUENCE app.boxes_id_seq TO PUBLIC;
