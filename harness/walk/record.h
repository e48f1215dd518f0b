// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "catalog/snapshot.h"
#include "chain/chain.h"
#include "postgres/session.h"
#include "walk/column_sequences.h"
#include "walk/contested.h"
#include "walk/rehearsal.h"
#include "walk/skipped_creations.h"
#include "walk/step.h"

namespace pgstair::walk {

struct Missing;

/// One script as the walk ran it, and the database right after it.
struct StepRecord {
  StepOutcome outcome;
  catalog::Snapshot after;  ///< only if outcome.ok()
  /// Of `after`: from S0 for the upgrade, which is what it changed, and for the downgrade; from S1
  /// for the second upgrade.
  catalog::Difference difference;
};

/// All that the walk saw of one revision; S0 to S3 are the snapshots of the design.
///
///     S0 ──up──► S1 ──down──► S2 ──reapply──► S3
///
/// What is absent did not run, and `not_run` says why.
struct RevisionRecord {
  const chain::Revision* revision = nullptr;                ///< never null; belongs to the chain
  const std::set<catalog::Identity>* neighbours = nullptr;  ///< what is theirs; null: nothing
  catalog::Snapshot before;                                 ///< S0
  std::optional<StepRecord> up;                             ///< S1
  std::optional<StepRecord> down;                           ///< S2
  std::optional<StepRecord> reapply;                        ///< S3
  std::string not_run;                              ///< why the first absent step did not run
  std::optional<RowsRecord> rows;                   ///< only if the walk rehearses with rows
  std::vector<postgres::StatementOutcome> answers;  ///< to the queries of this revision, at S1
  std::optional<StepOutcome> fixture;               ///< only if there is one and it was loaded
  std::string deployer;  ///< the role that ran the scripts, if it is another than ours
  /// What the upgrade left, from what it would leave if that role were a superuser. Only where code
  /// may hide what the server refuses, and can be rolled back.
  std::optional<catalog::Difference> from_superuser;
  /// Tables that were there before the upgrade and of which it wrote rows. Only if the walk counts
  /// rows, and the server's statistics tell.
  std::optional<std::vector<std::string>> written_tables;
  std::vector<ColumnSequence> sequences_behind;    ///< at S1, and not at S0
  std::vector<SkippedCreation> skipped_creations;  ///< by the first upgrade
  std::vector<Contested> contested;  ///< what it changes as well as one on which it does not build
  /// If the upgrade failed: one before it that cannot be run at all, so that the chain's tool may
  /// find there what the walk lacks.
  const chain::Revision* skipped_before = nullptr;
  /// If the upgrade failed and others build on it: what they were walked with instead. Belongs to
  /// the walk; null otherwise.
  const Missing* went_on_without = nullptr;
};

/// The way from head to base and back, after the last revision; or to where the walk began.
struct DescentRecord {
  catalog::Snapshot head;
  catalog::Snapshot base;    ///< before the first revision that was walked
  std::string end = "base";  ///< its name
  /// What the chain left different at base, only if every downgrade ran, and then at head, only if
  /// every upgrade ran again.
  std::optional<catalog::Difference> after_descent;
  std::optional<catalog::Difference> after_ascent;
  const chain::Revision* stopped_at = nullptr;  ///< whose script failed, or is missing
  std::optional<StepFailure> failure;           ///< of that script, unless it is known to fail
  std::string not_run;                          ///< why the way ends early, if it does
};

/// What is left of the chain, applied as its program does by itself.
struct GroupedAscent {
  std::string not_run;  ///< why it was not tried
  std::optional<StepFailure> failure;
  const chain::Revision* stopped_at = nullptr;  ///< whose upgrade failed
  std::string from;  ///< the revision that the database was at; empty: base
};

/// The chain, applied from base with its repeatables after each version.
struct GrownAscent {
  struct Failure {
    const chain::Revision* revision = nullptr;
    std::vector<std::string> repeatables;  ///< that had been applied before it
    StepFailure failure;
    bool is_last = false;  ///< no version comes after it
  };
  std::string not_run;  ///< why not all of it was tried
  std::vector<Failure> failures;
};

/// The whole chain, applied from base in another order.
struct OtherOrder {
  std::optional<StepFailure> failure;
  const chain::Revision* stopped_at = nullptr;  ///< whose upgrade failed
  catalog::Difference difference;  ///< from the walk's head to the one that this led to
};

/// What single revisions got wrong, which the way down to base must meet again and not report
/// twice.
struct KnownFaults {
  std::set<std::size_t> failed_downgrades;  ///< positions of revisions
  std::set<catalog::Identity> differences;  ///< what downgrades left, lost or changed

  void merge(const KnownFaults& other);
};

/// The last revision that made a table; that made or changed a constraint, an index, a policy by
/// itself. By position.
using Changes = std::map<catalog::Identity, std::size_t>;

/// What the checks of the whole chain are given.
struct ChainRecord {
  const chain::Chain* chain = nullptr;  ///< never null
  std::vector<std::size_t> applied;     ///< positions of the revisions that are applied at the end
  catalog::Snapshot head;               ///< with all of `applied`
  std::string server_version;           ///< that `head` was read on: "15.20"
  KnownFaults known_faults;             ///< of single revisions
  Changes changes;                      ///< by all of them
  DescentRecord descent;
  /// From base and from the released revision; none unless a program applies all in one
  /// transaction.
  std::vector<GroupedAscent> grouped;
  std::optional<GrownAscent> grown;  ///< only if the chain has repeatables
  /// A revision whose upgrade fails, and without which those that build on it were walked: `head`
  /// is not the chain's, then. Null if there is none.
  const chain::Revision* walked_without = nullptr;
  std::vector<Contested> contested;      ///< by two revisions each
  std::vector<OtherOrder> other_orders;  ///< in which the second of each two comes first
  /// "public.t", or "public.t: reason" if the seeder tried: tables without rows at head. Only if
  /// the walk was to look.
  std::optional<std::vector<std::string>> unpopulated;
};

}  // namespace pgstair::walk
