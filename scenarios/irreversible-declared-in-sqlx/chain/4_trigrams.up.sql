-- pgstair: allow downgrade-leaves-residue the extension stays, others use it
CREATE EXTENSION IF NOT EXISTS pg_trgm;
