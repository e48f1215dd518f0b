# Somebody has run two statements of a revision by hand.
up_to 0003
sql "ALTER TABLE orders ADD COLUMN note text; ALTER TABLE orders ADD COLUMN total numeric NOT NULL DEFAULT 0"
