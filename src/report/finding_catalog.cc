// SPDX-License-Identifier: MIT
#include "report/finding_catalog.h"

#include <algorithm>

#include "support/errors.h"

namespace pgstair::report {

namespace {

constexpr auto note = Severity::note;
constexpr auto warning = Severity::warning;
constexpr auto error = Severity::error;

}  // namespace

const std::vector<FindingKind>& finding_catalog() {
  static const std::vector<FindingKind> catalog{
      // The chain's files and graph; no database needed.
      {"two-heads", error, "chain", "The chain has more than one head",
       "Two revisions name the same parent and nothing joins them, usually two branches that were "
       "merged on the same "
       "day. `upgrade head` is ambiguous, and what production gets depends on which one ran first.",
       "Add a revision with both heads as parents (`-- migrate:parents A B`), or move one of them "
       "on top of the other."},
      {"cycle", error, "chain", "Revisions are each other's ancestors",
       "No order exists in which these revisions could be applied; nothing on the cycle can be "
       "deployed.",
       "Correct the parent of the revision that was edited last."},
      {"missing-parent", error, "chain", "A revision names a parent that does not exist",
       "A file was renamed, deleted or never committed. The revision and all that build on it "
       "cannot be applied.",
       "Restore the parent, or name the revision that it should build on."},
      {"duplicate-id", error, "chain", "Two files have the same revision id",
       "The tool applies one of them and never the other; which one may differ between machines.",
       "Give one of them a new version."},
      {"duplicate-version", warning, "chain", "Several revisions share one version number",
       "The tool refuses the chain, or applies one of them and takes the others for applied.",
       "Give each its own version."},
      {"empty-chain", error, "chain", "There is no revision to verify",
       "The folder holds no migration that the format knows, so that a green run would mean "
       "nothing.",
       "Check the path and the format: `pgstair verify PATH --chain-format NAME`."},
      {"down-without-up", error, "chain", "A downgrade without an upgrade",
       "The upgrade's file is missing or misnamed; the tool never applies the revision.",
       "Restore or rename the upgrade's file, or delete the downgrade."},
      {"unreadable-file", error, "chain", "A migration cannot be read",
       "What it would do to a database is unknown.",
       "Correct its permissions, or remove it from the folder."},
      {"not-utf8", error, "chain", "A migration is not UTF-8",
       "The server refuses it or, worse, stores other letters than were meant.",
       "Save the file as UTF-8; `iconv -f latin1 -t utf-8` helps."},
      {"sorts-differently", warning, "chain", "A name sorts differently than it reads",
       "The tool's order is not the one that people see in a listing, so the next author may build "
       "on the wrong "
       "revision.",
       "Pad the versions to one width before the chain grows further."},
      {"ignored-file", warning, "chain", "A file that the tool ignores in silence",
       "It looks like a migration, and its name is a letter off: it was never applied anywhere.",
       "Rename it as the tool expects, or remove it."},
      {"bad-marker", error, "chain", "A marker that the tool does not know",
       "The statements below it are applied in the wrong direction, or not at all.",
       "Correct the marker's spelling and place."},
      {"unknown-placeholder", error, "chain", "A placeholder without a value",
       "The statement is sent with the placeholder's text in it, or the tool stops.",
       "Define it under `[placeholders]` in pgstair.toml."},
      {"code-migration", note, "chain", "A revision written in code",
       "pgstair cannot run it; what follows was checked without it and may depend on it.",
       "Drive the chain by its own tool: `[commands]` in pgstair.toml."},
      {"unused-suppression", warning, "chain", "An allowance that matches no finding",
       "It hides nothing today and would hide the next fault of that kind.", "Remove it."},
      {"unused-declaration", warning, "chain", "A declared loss of something that does not exist",
       "The declaration names no table or column that was there before the upgrade, so it protects "
       "nothing.",
       "Correct the name, or remove the declaration."},

      // What only the source of a revision in code tells.
      {"revision-calls-create-all", error, "chain",
       "A revision makes whatever the models say today",
       "Its result changes with every change of the models, so that no two databases need be "
       "alike; "
       "and a comparison of the chain with the model compares the model with itself.",
       "Write out the operations that it stands for: `alembic revision --autogenerate` against an "
       "empty database does."},
      {"not-null-without-default", warning, "chain",
       "A column that is NOT NULL is added without a default",
       "On a table with rows the upgrade fails; on an empty one, as in CI, it does not.",
       "Give it a `server_default`, or add it nullable, fill it, and set it NOT NULL afterwards."},
      {"data-in-schema-revision", note, "chain", "A revision changes rows and the schema",
       "The locks of the schema change are held as long as the rows take, and a downgrade brings "
       "back the one and not the other.",
       "Move the rows' part to a revision of its own."},
      {"type-of-others", warning, "chain", "A revision uses a type that others' code defines",
       "What an old revision makes changes with the application or the library that the type comes "
       "from; the day it is renamed, the chain cannot be loaded.",
       "Write the type of SQLAlchemy that it stands for: `sa.String()` for `AutoString()`."},
      {"review-pending", warning, "chain", "The review of a revision is not finished",
       "Somebody noted what is to be looked at, and it was not ticked off.",
       "Look at it, and remove the line."},

      // Replay.
      {"upgrade-fails", error, "replay", "The upgrade fails",
       "The deployment stops here. Where each statement commits by itself, it stops half-way.",
       "Correct the statement. If it needs a later server or an extension, verify with that one: "
       "`--pg`."},
      {"upgrade-needs-client", error, "replay", "The upgrade can only be run by psql",
       "COPY … FROM STDIN reads the rows that follow it in the file; a migration tool sends them "
       "as SQL.",
       "Use INSERT, or COPY from a file that the server can read."},
      {"commit-fails", error, "replay", "The upgrade fails at its COMMIT",
       "Every statement ran, and a deferred constraint refused the result: the error names no "
       "statement.",
       "Put `SET CONSTRAINTS ALL IMMEDIATE` after each data statement to find the one."},

      // Round trip.
      {"downgrade-fails", error, "round_trip", "The downgrade fails",
       "A rollback in production stops here, with the new application already stopped.",
       "Correct the statement; the database it meets is the one right after the upgrade."},
      {"downgrade-missing", note, "round_trip", "There is no downgrade",
       "A rollback past this revision needs a backup.",
       "Write one, or say why there is none: `-- migrate:irreversible REASON`."},
      {"downgrade-stub", error, "round_trip", "The downgrade does nothing",
       "A rollback reports success and leaves the new schema under the old application.",
       "Undo what the upgrade did, or say why that cannot be: `-- migrate:irreversible REASON`."},
      {"downgrade-leaves-residue", error, "round_trip", "The downgrade leaves something behind",
       "What is left may fire, block or grant when nobody expects it, and the next upgrade may "
       "fail on it.",
       "Drop it in the downgrade."},
      {"downgrade-loses-object", error, "round_trip",
       "The downgrade loses something that was there before",
       "After a rollback the old application misses an object that it had before the upgrade.",
       "Create it again in the downgrade as it was, or declare the loss: `-- migrate:loses NAME`."},
      {"downgrade-changes-object", error, "round_trip",
       "The downgrade does not restore an object as it was",
       "After a rollback the schema is not the one that the old application was tested with.",
       "Restore the attribute in the downgrade; the evidence has both values."},
      {"downgrade-moves-sequence", warning, "round_trip",
       "A sequence does not go on where it stood",
       "Rows inserted after a rollback, or by the next upgrade, get other keys than before.",
       "Set it back with setval() in the downgrade, or insert with fixed keys."},
      {"reapply-fails", error, "round_trip", "The upgrade cannot be applied again",
       "After a rollback the way forward is blocked until somebody repairs the database by hand.",
       "Make the downgrade undo all that the upgrade did."},
      {"reapply-differs", error, "round_trip",
       "The second upgrade gives another result than the first",
       "A database that was rolled back once is not the one that was upgraded once.",
       "Look for IF NOT EXISTS, IF EXISTS or OR REPLACE over something that the downgrade left or "
       "changed."},
      {"column-order-changed", note, "round_trip", "Columns have another order after the downgrade",
       "INSERT without a column list, COPY and SELECT * see another order.",
       "Name the columns in such statements."},
      {"irreversible", note, "round_trip", "Declared irreversible",
       "The author says that there is no way down; a rollback past it needs a backup.",
       "Take the backup before this revision is deployed."},

      // Session.
      {"leaks-setting", warning, "session", "A setting is left changed",
       "Tools run the next migration in the same session: its names resolve, its locks wait, its "
       "text compares "
       "differently than it was written for.",
       "Use SET LOCAL, or RESET at the end. pg_dump's `set_config('search_path', '', false)` is "
       "the usual culprit."},
      {"leaks-role", error, "session", "The session is left in another role",
       "What the next migration creates belongs to the wrong owner.",
       "Use SET LOCAL ROLE, or RESET ROLE at the end."},
      {"leaks-temporary-object", warning, "session", "A temporary object is left in the session",
       "The next migration in the session meets it before a table of the same name; a downgrade "
       "may rely on it and "
       "fail in production, where it runs in another session.",
       "Create it with ON COMMIT DROP, or drop it."},
      {"leaks-advisory-lock", error, "session", "An advisory lock is left held",
       "Whoever waits for the lock waits until the tool's session ends.",
       "Use pg_advisory_xact_lock, or unlock at the end."},
      {"leaks-open-transaction", error, "session", "A transaction is left open",
       "The tool's next statement lands in it, and is lost if the session ends.",
       "Close it with COMMIT."},

      // Neighbours.
      {"touches-neighbour", error, "neighbours", "The upgrade touches what belongs to others",
       "The table is somebody else's; their next deployment undoes or trips over the change.",
       "Leave it to its owner, or take it out of `neighbours` if it is yours."},

      // Rows in the walk, with --rows.
      {"constraint-fails-on-data", warning, "survival", "An upgrade that some rows do not survive",
       "The schema before it allows rows that the upgrade refuses. On an empty database it passes; "
       "whether production has such rows is what the query tells.",
       "Run the query on production before the deployment (`pgstair preflight` does). Mend the "
       "rows "
       "in the upgrade before the constraint is added, or add it NOT VALID."},
      {"upgrade-fails-on-rows", warning, "survival", "An upgrade that fails on rows",
       "On empty tables it passes. A statement in it, or what it calls, cannot cope with rows that "
       "the schema before it allows.",
       "Look at the statement with such rows in mind: NULL, '', duplicates, the limits of types."},
      {"downgrade-fails-on-rows", warning, "survival", "A downgrade that some rows do not survive",
       "Rows that came after the upgrade, legal there, keep the rollback from running when it is "
       "needed.",
       "Decide in the downgrade what becomes of such rows, or say that there is no way back: "
       "`-- migrate:irreversible REASON`."},
      {"reapply-fails-on-rows", warning, "survival",
       "With rows the upgrade cannot be applied again",
       "After a rollback the way forward is blocked until somebody repairs the rows by hand.",
       "Let the upgrade expect the rows that the downgrade leaves: ON CONFLICT, or a DELETE "
       "first."},
      {"rows-not-seeded", note, "survival", "Tables that no row was found for",
       "The revision was tried without rows in them.",
       "The reason says what refused the rows; a fixture of your own can fill the table."},
      {"downgrade-loses-values", warning, "preservation", "The downgrade cannot bring values back",
       "The upgrade drops a column or table; after a rollback it is there again, and empty.",
       "Keep the values until nobody will roll back, or declare the loss: `-- migrate:loses "
       "NAME`."},
      {"round-trip-changes-values", error, "preservation",
       "Values are not what they were after the round trip",
       "The column was there all the time, and a rollback leaves other values in it than it had.",
       "Undo in the downgrade what the upgrade did to the rows, or declare the loss: "
       "`-- migrate:loses NAME`."},
      {"round-trip-touches-times", note, "preservation", "The round trip sets times to the present",
       "A trigger, or the script, notes the time of every change; who sorts by it sees all rows as "
       "new.",
       "Disable the trigger for the time of the script, if that matters."},
      {"downgrade-drops-new-values", note, "preservation",
       "A rollback loses what was written meanwhile",
       "The columns are the revision's own, so that the downgrade drops them with what they hold.",
       "Nothing, if that is understood; else save them before a rollback."},

      // The team's own rows: fixtures, expectations, --require-rows.
      {"fixture-fails", error, "expectations", "A fixture does not load",
       "The rows that the team wrote for this revision do not fit the schema that it makes.",
       "Correct the fixture; or the revision, if the rows are right."},
      {"expectation-fails", error, "expectations", "An expectation does not hold",
       "After the upgrade the rows are not what the team says they should be.",
       "Correct the upgrade's data statements, or the expectation."},
      {"table-never-populated", error, "populated", "A table that has no rows at head",
       "No revision of the walk was tried on rows of it, so that nothing is known of how they "
       "would fare.",
       "Add rows to a fixture, or accept it: `[[allow]]` with the table as object."},

      // The chain as a whole.
      {"descent-fails", error, "full_descent", "The way down to base fails",
       "The downgrade works right after its upgrade and not after the later ones: a later revision "
       "changed what it "
       "relies on.",
       "Let the later revision's downgrade restore what this one expects."},
      {"descent-leaves-residue", error, "full_descent", "Something is left at base",
       "Objects remain that no revision's downgrade drops.",
       "Drop it in the downgrade of the revision that created it."},
      {"descent-differs", error, "full_descent", "Base is not what it was",
       "The whole way down changed or dropped something that was there before the first revision.",
       "Restore it in the downgrade of the revision that changed it."},
      {"reascent-fails", error, "full_descent", "The second way up fails",
       "The chain cannot be applied to a database that was taken down by its own downgrades.",
       "The statement's error says what the downgrades left or took."},
      {"reascent-differs", error, "full_descent", "The second way up ends at another head",
       "A database rebuilt by downgrades and upgrades is not the one that was only upgraded.",
       "Look for conditional DDL (IF NOT EXISTS) over what a downgrade left."},

      // The model.
      {"model-differs", error, "model", "The chain and the model disagree",
       "What the migrations make is not what the team believes it has.",
       "Add a revision for what the chain lacks, or correct the model."},
      {"model-does-not-load", error, "model", "The model does not load",
       "There is nothing to compare the chain with; the comparison was not made.",
       "Correct the statement."},

      // pgstair itself: no chain is to blame, so no scenario shows it.
      {"snapshot-tracking-missed-change", warning, "snapshot_tracking",
       "pgstair missed a change at first",
       "After each script pgstair reads only what the script touched. A whole read at the end "
       "showed something else, which is a fault of pgstair. The chain was walked again by whole "
       "reads, so every verdict of the report holds.",
       "Please send us the revision's scripts, with the versions of pgstair and of the server. "
       "Until it is mended, `--snapshot-source whole` spares the second walk."},

      // Constraints at head, with --probe.
      {"constraint-not-enforced", error, "enforcement", "A constraint does not keep bad rows out",
       "The catalog declares it, and a row that violates it was accepted or vanished without an "
       "error. A policy of a table whose row security is off is such a declaration, too.",
       "Enable the trigger that was disabled, drop the rule that swallows rows, or ENABLE ROW "
       "LEVEL SECURITY."},
      {"constraint-not-validated", warning, "enforcement", "A constraint that old rows may violate",
       "It rejects new rows that violate it, but it is NOT VALID: nobody has looked at the rows "
       "from before it, and the planner does not rely on it.",
       "Look for rows that violate it, mend them, and VALIDATE CONSTRAINT in a later revision."},
      {"constraint-shadowed", note, "enforcement", "A constraint that is never the one that speaks",
       "Every row that was found to violate it is rejected by another constraint as well, or a "
       "trigger refuses or changes it before. A repeated one costs time at each write and may "
       "mislead whoever reads the schema.",
       "Drop it, if what shadows it is meant to stay; keep it as a second line behind a trigger."},
      {"constraint-not-probed", note, "enforcement", "Constraints that could not be probed",
       "Nothing is known of whether the database enforces them: no row was found that violates "
       "them, or another error came first.",
       "Read the reasons; test what matters by hand."},
  };
  return catalog;
}

const FindingKind& finding_kind(std::string_view code) {
  const auto& catalog = finding_catalog();
  const auto found = std::ranges::find(catalog, code, &FindingKind::code);
  if (found == catalog.end()) bug("no finding has the code " + std::string(code));
  return *found;
}

}  // namespace pgstair::report
