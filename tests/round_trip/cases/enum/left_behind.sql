-- case: a new enum is forgotten
-- object: enum public.priority
-- finding: downgrade-leaves-residue

-- up:
CREATE TYPE priority AS ENUM ('low', 'high');
ALTER TABLE orders ADD COLUMN priority priority;

-- faulty down:
ALTER TABLE orders DROP COLUMN priority;

-- correct down:
ALTER TABLE orders DROP COLUMN priority;
DROP TYPE priority;
