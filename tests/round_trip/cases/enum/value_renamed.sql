-- case: a renamed value keeps its new name
-- object: enum public.order_status
-- finding: downgrade-changes-object

-- up:
ALTER TYPE order_status RENAME VALUE 'shipped' TO 'sent';
ALTER TYPE order_status RENAME VALUE 'new' TO 'open';

-- faulty down:
ALTER TYPE order_status RENAME VALUE 'open' TO 'new';

-- correct down:
ALTER TYPE order_status RENAME VALUE 'open' TO 'new';
ALTER TYPE order_status RENAME VALUE 'sent' TO 'shipped';
