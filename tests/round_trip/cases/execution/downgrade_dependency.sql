-- case: the downgrade drops a type that a column still has
-- object: -
-- finding: downgrade-fails

-- up:
CREATE TYPE urgency AS ENUM ('low', 'high');
ALTER TABLE orders ADD COLUMN urgency urgency;

-- faulty down:
DROP TYPE urgency;

-- correct down:
ALTER TABLE orders DROP COLUMN urgency;
DROP TYPE urgency;
