-- case: a partitioned table comes back with another key
-- object: table app.visits
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.visits (day date, page text) PARTITION BY RANGE (day);

-- up:
DROP TABLE app.visits;

-- faulty down:
CREATE TABLE app.visits (day date, page text) PARTITION BY LIST (day);

-- correct down:
CREATE TABLE app.visits (day date, page text) PARTITION BY RANGE (day);
