// SPDX-License-Identifier: MIT
//
// Every kind of constraint in each state that it can be in.

#include "probe/probe_test.h"

namespace pgstair::probe {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Probe, ProvesEveryKindOfConstraint) {
  const std::string said = verdicts(R"sql(
    CREATE EXTENSION btree_gist;
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE DOMAIN code AS text CHECK (VALUE ~ '^[A-Z]{3}$');
    CREATE TABLE account (
      id int PRIMARY KEY, email varchar(40) NOT NULL UNIQUE, mood mood, code code,
      price numeric(5,2) CHECK (price > 0), low int, high int, CHECK (low < high),
      always int GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (low * 2) STORED
    );
    CREATE TABLE booking (
      id serial PRIMARY KEY, account int NOT NULL REFERENCES account, room int NOT NULL,
      during tstzrange NOT NULL, EXCLUDE USING gist (room WITH =, during WITH &&)
    );
    CREATE TABLE item (
      a int, b int, label text, deleted boolean, PRIMARY KEY (a, b),
      FOREIGN KEY (a) REFERENCES account ON DELETE RESTRICT
    );
    CREATE UNIQUE INDEX item_label ON item (lower(label)) WHERE NOT deleted;
  )sql");
  EXPECT_EQ(doubtful(said), "");
  EXPECT_EQ(lines_with("enforced ", said),
            "enforced not null email\n"
            "enforced length email\n"
            "enforced enum mood\n"
            "enforced precision price\n"
            "enforced identity always always\n"
            "enforced generated twice\n"
            "enforced check account_check\n"
            "enforced check account_price_check\n"
            "enforced primary key account_pkey\n"
            "enforced unique account_email_key\n"
            "enforced not null account\n"
            "enforced not null room\n"
            "enforced not null during\n"
            "enforced primary key booking_pkey\n"
            "enforced exclude booking_room_during_excl\n"
            "enforced foreign key booking_account_fkey\n"
            "enforced foreign key, of the parent booking_account_fkey\n"
            "enforced foreign key, on update of the parent booking_account_fkey\n"
            "enforced primary key item_pkey\n"
            "enforced unique index item_label\n"
            "enforced foreign key item_a_fkey\n"
            "enforced foreign key, of the parent item_a_fkey\n"
            "enforced foreign key, on update of the parent item_a_fkey\n"
            "enforced domain check code_check\n");
  EXPECT_THAT(said, HasSubstr("implied not null id"));
}

TEST(Probe, NamesWhatShadowsAConstraint) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE t (id int PRIMARY KEY, name text, UNIQUE (id, name));
    CREATE UNIQUE INDEX again ON t (id);
    CREATE TABLE u (a int CONSTRAINT wide CHECK (a > -5) CONSTRAINT narrow CHECK (a > 0));
  )sql");
  EXPECT_EQ(doubtful(said),
            "shadowed primary key t_pkey (again)\n"
            "shadowed unique index again (t_pkey)\n"
            "shadowed unique t_id_name_key (t_pkey)\n"
            "shadowed check wide (narrow)\n");
  EXPECT_THAT(said, HasSubstr("enforced check narrow"));
}

TEST(Probe, FindsWhatIsNotEnforced) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE parent (id int PRIMARY KEY);
    CREATE TABLE child (id serial PRIMARY KEY, parent int NOT NULL REFERENCES parent);
    ALTER TABLE child DISABLE TRIGGER ALL;
    CREATE TABLE ruled (id int PRIMARY KEY, n int);
    CREATE RULE quiet AS ON INSERT TO ruled WHERE EXISTS (SELECT FROM ruled r WHERE r.id = NEW.id)
      DO INSTEAD NOTHING;
  )sql");
  EXPECT_EQ(doubtful(said),
            "not enforced foreign key child_parent_fkey (a row that violates it was accepted)\n"
            "not enforced primary key ruled_pkey (a rule swallows the row without an error)\n");
  EXPECT_THAT(said, HasSubstr("enforced primary key parent_pkey"));
}

TEST(Probe, SaysWhyItDidNotReachAConstraint) {
  const std::string said = verdicts(R"sql(
    CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.a IS NULL THEN RAISE 'a is missing'; END IF;
      RETURN NEW;
    END $$;
    CREATE TABLE t (a int NOT NULL, b int CHECK (b IS NULL OR b = b));
    CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION guard();
    CREATE TABLE none (a int NOT NULL CHECK (a < 0 AND a > 0));
  )sql");
  EXPECT_EQ(doubtful(said),
            "not reached not null a (the table has no row to start from: no row that satisfies "
            "none_a_check was found)\n"
            "not reached check none_a_check (the table has no row to start from: no row that "
            "satisfies none_a_check was found)\n"
            "shadowed not null a (trigger g: P0001: a is missing is met first)\n"
            "not reached check t_b_check (no row that violates it was found)\n");
}

TEST(Probe, ReachesPartitionsThroughTheirTable) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE log (
      id int, at date NOT NULL, kind text CHECK (kind <> ''), PRIMARY KEY (id, at)
    ) PARTITION BY RANGE (at);
    CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  )sql");
  EXPECT_EQ(doubtful(said), "shadowed not null at (the partitions' bounds)\n") << said;
  EXPECT_THAT(said, HasSubstr("enforced partition bounds public.log_1"));
}

TEST(Probe, PutsARowIntoAPartitionThatItDoesNotBelongTo) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE m (region text, at date, PRIMARY KEY (region, at)) PARTITION BY LIST (region);
    CREATE TABLE m_eu PARTITION OF m FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (at);
    CREATE TABLE m_eu_24 PARTITION OF m_eu FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    CREATE TABLE m_eu_rest PARTITION OF m_eu DEFAULT;
    CREATE TABLE m_us PARTITION OF m FOR VALUES IN ('us');
  )sql");
  EXPECT_EQ(lines_with(" partition bounds ", said),
            "enforced partition bounds public.m_eu_24\n"
            "enforced partition bounds public.m_us\n");
}

TEST(Probe, UpdatesARowWhereTheTableTakesNoFurtherOne) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE settings (
      one boolean PRIMARY KEY DEFAULT true CHECK (one), name varchar(5) NOT NULL,
      ratio int CHECK (ratio > 3)
    );
  )sql");
  EXPECT_EQ(doubtful(said), "") << said;
  EXPECT_THAT(said, HasSubstr("enforced check settings_one_check"));
  EXPECT_THAT(said, HasSubstr("enforced length name"));
}

TEST(Probe, TriesPoliciesAsARoleThatTheyAreFor) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE note (id serial PRIMARY KEY, tenant int NOT NULL, public boolean NOT NULL);
    ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    CREATE POLICY tenants ON note USING (tenant = current_setting('app.tenant', true)::int);
    CREATE TABLE story (id serial PRIMARY KEY, stars int NOT NULL);
    ALTER TABLE story ENABLE ROW LEVEL SECURITY;
    CREATE POLICY few ON story FOR INSERT WITH CHECK (stars < 6);
    CREATE POLICY readable ON story FOR SELECT USING (true);
    CREATE POLICY fewer ON story FOR UPDATE USING (true) WITH CHECK (stars < 5);
    CREATE POLICY gone ON story FOR DELETE USING (stars < 3);
    CREATE TABLE draft (id serial PRIMARY KEY, stage int NOT NULL CHECK (stage IN (1, 2)));
    ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON draft FOR UPDATE USING (stage = 1);
    CREATE TABLE forgotten (id serial PRIMARY KEY, owner name NOT NULL);
    CREATE POLICY owners ON forgotten USING (owner = current_user);
    CREATE TABLE open_door (id serial PRIMARY KEY, n int NOT NULL);
    ALTER TABLE open_door ENABLE ROW LEVEL SECURITY;
    CREATE POLICY narrow ON open_door WITH CHECK (n < 100);
    CREATE POLICY wide ON open_door FOR INSERT WITH CHECK (n IS NOT NULL);
  )sql");
  EXPECT_EQ(lines_with(" policy ", said),
            "enforced policy own\n"
            "not enforced policy owners (row security is not enabled on the table)\n"
            "enforced policy tenants\n"
            "not reached policy narrow (another policy permits the rows that were tried, or it "
            "permits them itself)\n"
            "not reached policy wide (another policy permits the rows that were tried, or it "
            "permits them itself)\n"
            "enforced policy few\n"
            "enforced policy fewer\n");
}

TEST(Probe, WritesThroughViewsWithACheckOption) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE item (id serial PRIMARY KEY, stock int NOT NULL, kind text NOT NULL);
    CREATE VIEW in_stock AS SELECT * FROM item WHERE stock > 0 AND kind <> 'draft'
      WITH CHECK OPTION;
    CREATE VIEW partial AS SELECT id, stock FROM item WHERE stock < 10 WITH LOCAL CHECK OPTION;
    CREATE VIEW plain AS SELECT * FROM item WHERE stock > 5;
  )sql");
  EXPECT_EQ(lines_with(" check option ", said),
            "enforced check option public.in_stock\n"
            "enforced check option public.partial\n");
}

TEST(Probe, WritesThroughViewsOnViews) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE kinds (kind text PRIMARY KEY);
    CREATE SCHEMA "a.b";
    CREATE TABLE "a.b"."an item" (id serial PRIMARY KEY, stock int NOT NULL, kind text);
    CREATE VIEW few AS SELECT * FROM "a.b"."an item" WHERE stock < 10;
    CREATE VIEW fewer AS SELECT * FROM few WHERE stock > 2 WITH CHECK OPTION;
    CREATE VIEW all_few AS SELECT * FROM few f WITH CHECK OPTION;
    CREATE VIEW own AS SELECT * FROM few WHERE stock <> 5 WITH LOCAL CHECK OPTION;
    CREATE VIEW no_own AS SELECT * FROM few WITH LOCAL CHECK OPTION;  -- checks nothing
    CREATE VIEW beneath AS SELECT * FROM fewer WITH LOCAL CHECK OPTION;
    CREATE VIEW other_names AS SELECT id, stock AS n, kind FROM few;
    CREATE VIEW by_other_names AS SELECT * FROM other_names WHERE n > 3 WITH CHECK OPTION;
    CREATE VIEW known AS SELECT * FROM ONLY "a.b"."an item" i
      WHERE i.kind IN (SELECT k.kind FROM kinds k) ORDER BY i.id WITH LOCAL CHECK OPTION;
  )sql");
  EXPECT_EQ(lines_with(" check option ", said),
            "enforced check option public.all_few\n"
            "shadowed check option public.beneath (44000: new row violates check option for view "
            "\"few\")\n"
            "not reached check option public.by_other_names (the view has not the columns, by the "
            "table's names, that a row which violates it differs in)\n"
            "enforced check option public.fewer\n"
            "enforced check option public.known\n"
            "enforced check option public.own\n");
}

TEST(Probe, ProvesDomains) {
  const std::string said = verdicts(R"sql(
    CREATE DOMAIN positive AS int CHECK (VALUE > 0);
    CREATE DOMAIN score AS positive NOT NULL
      CONSTRAINT at_most_ten CHECK (VALUE <= 10) CONSTRAINT not_absurd CHECK (VALUE < 1000);
    CREATE TABLE u (id positive PRIMARY KEY);
    CREATE TABLE t (a score, b positive, c positive REFERENCES u);
  )sql");
  EXPECT_EQ(lines_with(" domain ", said),
            "enforced domain check positive_check\n"
            "enforced domain not null score\n"
            "enforced domain check at_most_ten\n"
            "shadowed domain check not_absurd (at_most_ten)\n");
  EXPECT_THAT(said, HasSubstr("enforced foreign key t_c_fkey"));
}

TEST(Probe, GivesATableThatHasNoPartitionOneForTheWhile) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE day (at date NOT NULL, n int CHECK (n > 0)) PARTITION BY RANGE (at);
    CREATE TABLE spread (id int PRIMARY KEY) PARTITION BY HASH (id);
  )sql");
  EXPECT_EQ(doubtful(said), "") << said;
  EXPECT_THAT(said, Not(HasSubstr("pgstair_partition")));
}

TEST(Probe, PutsInARowForAPartialIndexThatConcernsNone) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE job (
      id serial PRIMARY KEY, queue int NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'done')), at int NOT NULL
    );
    CREATE UNIQUE INDEX one_waits ON job (queue) WHERE state = 'waiting' AND at = 123456;
  )sql");
  EXPECT_THAT(said, HasSubstr("enforced unique index one_waits"));
}

TEST(Probe, TellsAKeyOnLowerFromTheKeyOnItsColumn) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE person (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
    CREATE UNIQUE INDEX any_case ON person (lower(name));
  )sql");
  EXPECT_EQ(lines_with(" unique ", said),
            "enforced unique index any_case\n"
            "shadowed unique person_name_key (any_case)\n");
}

TEST(Probe, CallsNotNullImpliedByADomainThatTakesNoNull) {
  const std::string said =
      verdicts("CREATE DOMAIN given AS int NOT NULL; CREATE TABLE t (a given NOT NULL, b int)");
  EXPECT_THAT(said, HasSubstr("implied not null a (the domain public.given takes no NULL)"));
}

TEST(Probe, ShowsANumberThatIsJustTooLarge) {
  const std::string said =
      verdicts("CREATE TABLE t (price numeric(5,2), share numeric(2,2), CHECK (price < 500))");
  EXPECT_EQ(doubtful(said), "") << said;
}

TEST(Probe, SaysTheSameOnOneDatabaseAsOnSeveralCopies) {
  const auto source = databases().create();
  postgres::Session(source->conninfo()).execute(R"sql(
        CREATE TABLE root (id serial PRIMARY KEY);
        CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN new.a := 1; RETURN new; END';
        DO $$
        BEGIN
          FOR n IN 1 .. 52 LOOP
            EXECUTE format('CREATE TABLE t%s (
              id serial PRIMARY KEY, root int NOT NULL REFERENCES root,
              a int NOT NULL CHECK (a > 0), b int NOT NULL CHECK (b < a),
              c varchar(9) NOT NULL UNIQUE, d varchar(9) NOT NULL CHECK (d <> c),
              e numeric(4,2) NOT NULL CHECK (e >= 0), UNIQUE (id, a))', n);
            IF n % 25 = 0 THEN
              EXECUTE format('CREATE TRIGGER keep BEFORE INSERT ON t%s
                FOR EACH ROW EXECUTE FUNCTION keep()', n);
            END IF;
          END LOOP;
        END $$;
      )sql");
  const auto results = [&](unsigned jobs, std::size_t expected_copies) {
    const auto database = databases().clone(*source);
    std::size_t copies = 0;
    const auto copy = [&] {
      ++copies;
      return databases().clone(*database);
    };
    std::vector<std::string> lines;
    for (const auto& result : probe(database->conninfo(), {.jobs = jobs, .copy = copy})) {
      lines.push_back(result.table + " " + result.kind + " " + result.name + ": " +
                      std::string(to_string(result.verdict)) + " " + result.reason + " " +
                      result.statement);
    }
    EXPECT_EQ(copies, expected_copies);
    return lines;
  };
  const auto alone = results(1, 0);
  EXPECT_GT(alone.size(), 1000U);
  EXPECT_EQ(results(3, 2), alone);
}

TEST(Probe, LeavesEveryConstraintAndNoRole) {
  const auto database = databases().create();
  postgres::Session session(database->conninfo());
  session.execute(R"sql(
    CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL CHECK (n > 0));
    ALTER TABLE t ENABLE ROW LEVEL SECURITY;
    CREATE POLICY p ON t WITH CHECK (n < 9);
  )sql");
  const std::string constraints =
      "SELECT count(*) FROM pg_constraint WHERE conrelid = 't'::regclass";
  const std::string before = session.execute(constraints).text(0, 0);
  probe(database->conninfo(), {});
  EXPECT_EQ(session.execute(constraints).text(0, 0), before);
  EXPECT_EQ(session.execute("SELECT pg_get_expr(polwithcheck, polrelid) FROM pg_policy").text(0, 0),
            "(n < 9)");
  EXPECT_EQ(
      session.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'pgstair%'").text(0, 0),
      "0");
}

}  // namespace
}  // namespace pgstair::probe
