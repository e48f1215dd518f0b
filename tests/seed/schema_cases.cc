// SPDX-License-Identifier: MIT
#include "seed/schema_cases.h"

namespace pgstair::seed {

std::vector<SchemaCase> schema_cases() {
  return {
      {"NumericTypes", R"sql(
        CREATE TABLE t (
          a smallint, b int, c bigint, d numeric, e numeric(6,2), f numeric(3,3), g real,
          h double precision, i money, j boolean, k oid, l serial, m bigserial UNIQUE,
          n numeric(2,-3) NOT NULL, o numeric(3,5) NOT NULL
        );
      )sql"},
      {"TextTypes", R"sql(
        CREATE EXTENSION citext;
        CREATE TABLE t (
          a text, b varchar(3), c char(2), d varchar, e citext UNIQUE, f name, g "char",
          h varchar(1) NOT NULL, i char(40) PRIMARY KEY
        );
      )sql"},
      {"TimeTypes", R"sql(
        CREATE TABLE t (
          a date, b timestamp(0), c timestamptz, d time, e timetz, f interval,
          g interval day to second, h interval year, i timestamptz PRIMARY KEY, j date UNIQUE
        );
      )sql"},
      {"OtherTypesThatPostgresShips", R"sql(
        CREATE TABLE t (
          a bytea, b bit(5), c bit varying(9), d uuid, e inet, f cidr, g macaddr, h macaddr8,
          i json, j jsonb, k xml, l point, m line, n lseg, o box, p path, q polygon, r circle,
          s tsvector, u tsquery, v pg_lsn, w txid_snapshot, x jsonpath, y regclass,
          z bit(20) UNIQUE, aa refcursor, ab tid, ac xid, ad regtype, ae int2vector
        );
      )sql"},
      {"ContribTypes", R"sql(
        CREATE EXTENSION hstore;
        CREATE EXTENSION ltree;
        CREATE EXTENSION cube;
        CREATE EXTENSION isn;
        CREATE EXTENSION seg;
        CREATE TABLE t (
          a hstore NOT NULL, b ltree UNIQUE, c lquery, d cube NOT NULL, e isbn NOT NULL,
          f seg NOT NULL, g ltree[] NOT NULL, h ean13
        );
      )sql"},
      {"RangesAndArrays", R"sql(
        CREATE TYPE mood AS ENUM ('sad', 'it''s "ok"', 'happy');
        CREATE TABLE t (
          a int4range NOT NULL, b numrange, c tsrange UNIQUE, d tstzrange, e daterange,
          f int8range, g int[], h text[] NOT NULL, i varchar(4)[], j mood[], k int[][], l box[],
          m mood NOT NULL, n daterange[]
        );
      )sql"},
      {"CompositesAndDomainsOverDomains", R"sql(
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE DOMAIN small AS positive CHECK (VALUE < 10) NOT NULL;
        CREATE DOMAIN code AS varchar(8) CHECK (VALUE ~ '^[A-Z]{2}-\d{3}$');
        CREATE TYPE place AS (street text, number positive, codes code[]);
        CREATE TABLE t (
          a small, b code PRIMARY KEY, c place NOT NULL, d place[], e positive[] NOT NULL
        );
      )sql",
       "SELECT bool_and(a BETWEEN 1 AND 9 AND b ~ '^[A-Z]{2}-[0-9]{3}$') FROM t"},
      {"MultiColumnChecks", R"sql(
        CREATE TABLE t (
          id int PRIMARY KEY, low int NOT NULL, high int NOT NULL, CHECK (low < high), a int,
          b int, c int, CHECK (num_nonnulls(a, b, c) = 1),
          kind text NOT NULL CHECK (kind IN ('card', 'cash')), card_number text,
          CHECK ((kind = 'card') = (card_number IS NOT NULL)), CHECK (card_number ~ '^[0-9]{16}$'),
          starts date NOT NULL, ends date, CHECK (ends > starts),
          percent numeric(5,2) CHECK (percent >= 0 AND percent <= 100),
          hash bytea NOT NULL CHECK (octet_length(hash) = 32),
          tags text[] NOT NULL CHECK (cardinality(tags) = 4),
          title text NOT NULL CHECK (length(btrim(title)) > 2 AND title = lower(title))
        );
      )sql"},
      {"CompositeUniqueKeysOverFewValues", R"sql(
        CREATE TABLE t (a boolean, b "char", c smallint, PRIMARY KEY (a, b));
        CREATE TYPE level AS ENUM ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
        CREATE TABLE u (a level, b level, PRIMARY KEY (a, b), x int);
      )sql",
       "SELECT count(*) = 60 FROM u"},
      {"PartialExpressionAndNullsNotDistinctUniqueness", R"sql(
        CREATE TABLE t (
          id serial PRIMARY KEY, email text NOT NULL, deleted_at timestamptz, owner int,
          is_default boolean NOT NULL DEFAULT false, first text, last text
        );
        CREATE UNIQUE INDEX ON t (lower(email)) WHERE deleted_at IS NULL;
        CREATE UNIQUE INDEX ON t (owner) WHERE is_default;
        CREATE UNIQUE INDEX ON t ((first || ' ' || last));
        CREATE UNIQUE INDEX ON t (coalesce(owner, 0), (md5(email)));
      )sql"},
      {"ForeignKeysOfEveryShape", R"sql(
        CREATE TABLE tenant (id uuid PRIMARY KEY, slug text UNIQUE NOT NULL);
        CREATE TABLE account (
          tenant uuid REFERENCES tenant, id int, PRIMARY KEY (tenant, id), name varchar(10) UNIQUE
        );
        CREATE TABLE project (
          tenant uuid, id serial, owner int NOT NULL, PRIMARY KEY (tenant, id),
          FOREIGN KEY (tenant, owner) REFERENCES account
        );
        CREATE TABLE member (
          tenant uuid, project int, account int, PRIMARY KEY (tenant, project, account),
          FOREIGN KEY (tenant, project) REFERENCES project,
          FOREIGN KEY (tenant, account) REFERENCES account
        );
        CREATE TABLE by_slug (
          slug text REFERENCES tenant (slug),
          name varchar(10) NOT NULL UNIQUE REFERENCES account (name)
        );
        CREATE TABLE one_to_one (tenant uuid PRIMARY KEY REFERENCES tenant);
        CREATE TABLE full_match (a uuid, b int, FOREIGN KEY (a, b) REFERENCES account MATCH FULL);
      )sql"},
      {"SelfReferencesAndCycles", R"sql(
        CREATE TABLE tree (
          id serial PRIMARY KEY, parent int REFERENCES tree, CHECK (parent <> id)
        );
        CREATE TABLE rooted (id int PRIMARY KEY, root int NOT NULL REFERENCES rooted);
        CREATE TABLE rooted_serial (
          id serial PRIMARY KEY, root int NOT NULL REFERENCES rooted_serial
        );
        CREATE TABLE team (id serial PRIMARY KEY, lead int);
        CREATE TABLE person (id serial PRIMARY KEY, team int NOT NULL REFERENCES team);
        ALTER TABLE team ADD FOREIGN KEY (lead) REFERENCES person;
        CREATE TABLE egg (id int PRIMARY KEY, hen int NOT NULL);
        CREATE TABLE hen (id int PRIMARY KEY, egg int NOT NULL REFERENCES egg DEFERRABLE);
        ALTER TABLE egg ADD FOREIGN KEY (hen) REFERENCES hen DEFERRABLE INITIALLY DEFERRED;
      )sql",
       "SELECT count(parent) > 30 AND count(*) = 60 FROM tree"},
      {"Exclusion", R"sql(
        CREATE EXTENSION btree_gist;
        CREATE TABLE booking (
          id serial PRIMARY KEY, room int NOT NULL, during tstzrange NOT NULL,
          EXCLUDE USING gist (room WITH =, during WITH &&)
        );
        CREATE TABLE shift (
          worker int, starts timestamptz NOT NULL, ends timestamptz NOT NULL,
          CHECK (starts < ends),
          EXCLUDE USING gist (worker WITH =, tstzrange(starts, ends) WITH &&)
        );
        CREATE TABLE disk (c circle, EXCLUDE USING gist (c WITH &&));
      )sql"},
      {"GeneratedAndIdentityColumns", R"sql(
        CREATE TABLE t (
          a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b int GENERATED BY DEFAULT AS IDENTITY,
          net numeric(8,2) NOT NULL,
          gross numeric GENERATED ALWAYS AS (net * 1.2) STORED UNIQUE CHECK (gross > 12),
          word text, up text GENERATED ALWAYS AS (upper(word)) STORED
        );
        CREATE TABLE only_identity (id int GENERATED ALWAYS AS IDENTITY);
        CREATE TABLE child (t int NOT NULL REFERENCES t);
      )sql"},
      {"Partitions", R"sql(
        CREATE TABLE log (
          id bigserial, at timestamptz NOT NULL, kind text, PRIMARY KEY (id, at)
        ) PARTITION BY RANGE (at);
        CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE by_list (kind text NOT NULL, n int) PARTITION BY LIST (kind);
        CREATE TABLE by_list_a PARTITION OF by_list FOR VALUES IN ('a', 'b') PARTITION BY HASH (n);
        CREATE TABLE by_list_a0 PARTITION OF by_list_a FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE by_list_a1 PARTITION OF by_list_a FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        CREATE TABLE by_list_rest PARTITION OF by_list DEFAULT;
      )sql",
       "SELECT (SELECT count(*) FROM log) = 60 AND (SELECT count(*) FROM by_list) = 60"},
      {"TriggersAndRulesThatInterfere", R"sql(
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF length(NEW.name) % 3 = 0 THEN RAISE EXCEPTION 'not this length'; END IF;
          IF length(NEW.name) % 3 = 1 THEN RETURN NULL; END IF;
          NEW.stamp := 7;
          RETURN NEW;
        END $$;
        CREATE TABLE t (name text NOT NULL, stamp int NOT NULL);
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse();
        CREATE TABLE ruled (id int PRIMARY KEY);
        CREATE RULE nothing AS ON INSERT TO ruled
          WHERE EXISTS (SELECT FROM ruled r WHERE r.id = NEW.id) DO INSTEAD NOTHING;
      )sql",
       "SELECT count(*) = 60 AND min(stamp) = 7 FROM t"},
      {"RowSecurity", R"sql(
        CREATE TABLE t (id serial PRIMARY KEY, owner text NOT NULL);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        ALTER TABLE t FORCE ROW LEVEL SECURITY;
        CREATE POLICY p ON t USING (owner = current_user);
      )sql"},
      {"NamesThatNeedQuotes", R"sql(
        CREATE SCHEMA "Odd Schema";
        CREATE TYPE "Odd Schema"."Odd Type" AS ENUM ('x');
        CREATE TABLE "Odd Schema"."select" (
          "from" serial PRIMARY KEY, "Group By" int NOT NULL CHECK ("Group By" > 5),
          "a""b" "Odd Schema"."Odd Type" NOT NULL, UNIQUE ("Group By")
        );
      )sql"},
      {"ASingleton", R"sql(
        CREATE TABLE t (id int PRIMARY KEY CHECK (id = 1), n int);
        CREATE TABLE flag (one boolean PRIMARY KEY DEFAULT true CHECK (one));
      )sql",
       "SELECT (SELECT count(*) FROM t) = 1 AND (SELECT count(*) FROM flag) = 1"},
  };
}

}  // namespace pgstair::seed
