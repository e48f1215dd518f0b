-- Up Migration
CREATE TABLE later (id int);

-- Down Migration
DROP TABLE later;
