-- case: a new text search configuration is forgotten
-- object: text search configuration app.plain
-- finding: downgrade-leaves-residue

-- up:
CREATE TEXT SEARCH CONFIGURATION app.plain (COPY = simple);
CREATE INDEX orders_note_search_idx ON orders USING gin (to_tsvector('app.plain', note));

-- faulty down:
DROP INDEX orders_note_search_idx;

-- correct down:
DROP INDEX orders_note_search_idx;
DROP TEXT SEARCH CONFIGURATION app.plain;
