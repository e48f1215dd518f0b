CREATE TABLE identities (id uuid PRIMARY KEY, nid uuid NOT NULL, state text NOT NULL);
CREATE INDEX identities_nid_idx ON identities (nid);
