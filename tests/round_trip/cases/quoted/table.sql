-- case: a table whose name needs quotes is forgotten
-- object: table app."Order Lines"
-- finding: downgrade-leaves-residue

-- up:
CREATE TABLE IF NOT EXISTS app."Order Lines" ("Line No" integer, "select" text);

-- faulty down:
DROP TABLE IF EXISTS app.order_lines;

-- correct down:
DROP TABLE app."Order Lines";
