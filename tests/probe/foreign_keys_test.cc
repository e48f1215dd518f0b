// SPDX-License-Identifier: MIT
//
// Foreign keys, from the side of the child and from that of the parent.

#include "probe/probe_test.h"

namespace pgstair::probe {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Probe, TellsTheForeignKeysOfOneParentApart) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE p (id serial PRIMARY KEY);
    CREATE TABLE a (id serial PRIMARY KEY, p int NOT NULL UNIQUE REFERENCES p);
    CREATE TABLE b (id serial PRIMARY KEY, p int NOT NULL UNIQUE REFERENCES p ON DELETE RESTRICT);
  )sql");
  EXPECT_EQ(doubtful(said), "") << said;
}

TEST(Probe, ChangesKeysThatRowsReferTo) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE counted (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE TABLE coded (code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}-[0-9]{4}$'));
    CREATE TABLE tenant (id serial PRIMARY KEY);
    CREATE TABLE folder (
      tenant int REFERENCES tenant, name varchar(9), PRIMARY KEY (tenant, name)
    );
    CREATE TABLE special (id int PRIMARY KEY REFERENCES tenant ON UPDATE CASCADE);
    CREATE TABLE child (
      id serial PRIMARY KEY, counted int NOT NULL CONSTRAINT c1 REFERENCES counted,
      code text NOT NULL CONSTRAINT c2 REFERENCES coded ON UPDATE RESTRICT, tenant int NOT NULL,
      folder varchar(9) NOT NULL,
      special int NOT NULL CONSTRAINT c3 REFERENCES special ON DELETE CASCADE,
      parent int CONSTRAINT c4 REFERENCES child,
      counted_too int NOT NULL CONSTRAINT c5 REFERENCES counted,
      CONSTRAINT c6 FOREIGN KEY (tenant, folder) REFERENCES folder
    );
  )sql");
  EXPECT_EQ(doubtful(said), "");
  EXPECT_EQ(lines_with(" on update of the parent ", said),
            "enforced foreign key, on update of the parent c1\n"
            "enforced foreign key, on update of the parent c2\n"
            "enforced foreign key, on update of the parent c3\n"
            "enforced foreign key, on update of the parent c4\n"
            "enforced foreign key, on update of the parent c5\n"
            "enforced foreign key, on update of the parent c6\n"
            "enforced foreign key, on update of the parent folder_tenant_fkey\n");
}

TEST(Probe, TriesKeysToAPartitionedTableFromItsSide) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE event (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE event_1 PARTITION OF event DEFAULT;
    CREATE TABLE note (
      id serial PRIMARY KEY, event int NOT NULL, at date NOT NULL,
      CONSTRAINT of_event FOREIGN KEY (event, at) REFERENCES event
    );
  )sql");
  EXPECT_EQ(lines_with(" foreign key", said),
            "enforced foreign key of_event\n"
            "enforced foreign key, of the parent of_event\n"
            "enforced foreign key, on update of the parent of_event\n");
}

TEST(Probe, ExpectsNoRefusalOfAKeyThatFollowsItsParent) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE p (id int PRIMARY KEY);
    CREATE TABLE c (
      id serial PRIMARY KEY, a int REFERENCES p ON UPDATE CASCADE,
      b int REFERENCES p ON UPDATE SET NULL, d int DEFAULT 1 REFERENCES p ON UPDATE SET DEFAULT
    );
  )sql");
  EXPECT_EQ(lines_with(" foreign key", said),
            "enforced foreign key c_a_fkey\n"
            "enforced foreign key, of the parent c_a_fkey\n"
            "enforced foreign key c_b_fkey\n"
            "enforced foreign key, of the parent c_b_fkey\n"
            "enforced foreign key c_d_fkey\n"
            "enforced foreign key, of the parent c_d_fkey\n");
}

TEST(Probe, FindsTheParentsSideOfAForeignKeySwitchedOff) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE TABLE q (id int PRIMARY KEY);
    CREATE TABLE c (
      id serial PRIMARY KEY, p int NOT NULL REFERENCES p,
      q int NOT NULL REFERENCES q ON UPDATE CASCADE
    );
    ALTER TABLE p DISABLE TRIGGER ALL;
    ALTER TABLE q DISABLE TRIGGER ALL;
  )sql");
  EXPECT_EQ(
      lines_with(" foreign key", said),
      "enforced foreign key c_p_fkey\n"
      "not enforced foreign key, of the parent c_p_fkey (a row that violates it was accepted)\n"
      "not enforced foreign key, on update of the parent c_p_fkey (a row that violates it was "
      "accepted)\n"
      "enforced foreign key c_q_fkey\n"
      "not enforced foreign key, of the parent c_q_fkey (a row that violates it was accepted)\n");
}

TEST(Probe, ViolatesACompositeKeyWithColumnsThatAreRightSingly) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE tenant (id serial PRIMARY KEY);
    CREATE TABLE folder (
      id serial, tenant int NOT NULL REFERENCES tenant, PRIMARY KEY (id, tenant), UNIQUE (id)
    );
    CREATE TABLE file (
      id serial PRIMARY KEY, folder int NOT NULL REFERENCES folder (id),
      tenant int NOT NULL REFERENCES tenant,
      CONSTRAINT both_of_one FOREIGN KEY (folder, tenant) REFERENCES folder (id, tenant)
    );
  )sql");
  EXPECT_THAT(said, HasSubstr("enforced foreign key both_of_one"));
}

TEST(Probe, DoesNotTakeRowsOfAnInheritingTableForItsParents) {
  const std::string said = verdicts(R"sql(
    CREATE TABLE kind (id serial PRIMARY KEY);
    CREATE TABLE base (kind int NOT NULL REFERENCES kind, CHECK (false) NO INHERIT);
    CREATE TABLE derived () INHERITS (base);
  )sql");
  EXPECT_THAT(said, Not(HasSubstr("not enforced")));
  EXPECT_THAT(said, HasSubstr("not reached foreign key base_kind_fkey"));
}

}  // namespace
}  // namespace pgstair::probe
