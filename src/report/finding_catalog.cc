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
      {.code = "two-heads",
       .severity = error,
       .check = "chain",
       .title = "The chain has more than one head",
       .means = "Two revisions name the same parent and nothing joins them, usually two "
                "branches that were merged on the same day. `upgrade head` is ambiguous, and "
                "what production gets depends on which one ran first.",
       .remedy = "Add a revision with both heads as parents (`-- migrate:parents A B`), or move "
                 "one of them on top of the other."},
      {.code = "cycle",
       .severity = error,
       .check = "chain",
       .title = "Revisions are each other's ancestors",
       .means = "No order exists in which these revisions could be applied; nothing on the "
                "cycle can be deployed.",
       .remedy = "Correct the parent of the revision that was edited last."},
      {.code = "missing-parent",
       .severity = error,
       .check = "chain",
       .title = "A revision names a parent that does not exist",
       .means = "A file was renamed, deleted or never committed. The revision and all that "
                "build on it cannot be applied.",
       .remedy = "Restore the parent, or name the revision that it should build on."},
      {.code = "duplicate-id",
       .severity = error,
       .check = "chain",
       .title = "Two files have the same revision id",
       .means = "The tool applies one of them and never the other; which one may differ between "
                "machines.",
       .remedy = "Give one of them a new version."},
      {.code = "duplicate-version",
       .severity = warning,
       .check = "chain",
       .title = "Several revisions share one version number",
       .means = "The tool refuses the chain, or applies one of them and takes the others for "
                "applied.",
       .remedy = "Give each its own version."},
      {.code = "empty-chain",
       .severity = error,
       .check = "chain",
       .title = "There is no revision to verify",
       .means = "The folder holds no migration that the format knows, so that a green run would "
                "mean nothing.",
       .remedy = "Check the path and the format: `pgstair verify PATH --chain-format NAME`."},
      {.code = "nothing-verified",
       .severity = error,
       .check = "chain",
       .title = "No revision could be verified",
       .means =
           "Each revision is one that pgstair cannot apply, or comes after such a one. Nothing "
           "was found because nothing was looked at.",
       .remedy = "Look at why the first revision was not checked. Let the team's own runner apply "
                 "what pgstair cannot: `[commands]` in `pgstair.toml`."},
      {.code = "down-without-up",
       .severity = error,
       .check = "chain",
       .title = "A downgrade without an upgrade",
       .means = "The upgrade's file is missing or misnamed; the tool never applies the revision.",
       .remedy = "Restore or rename the upgrade's file, or delete the downgrade."},
      {.code = "unreadable-file",
       .severity = error,
       .check = "chain",
       .title = "A migration cannot be read",
       .means = "What it would do to a database is unknown.",
       .remedy = "Correct its permissions, or remove it from the folder."},
      {.code = "not-utf8",
       .severity = error,
       .check = "chain",
       .title = "A migration is not UTF-8",
       .means = "The server refuses it or, worse, stores other letters than were meant.",
       .remedy = "Save the file as UTF-8; `iconv -f latin1 -t utf-8` helps."},
      {.code = "sorts-differently",
       .severity = warning,
       .check = "chain",
       .title = "A name sorts differently than it reads",
       .means = "The tool's order is not the one that people see in a listing, so the next "
                "author may build on the wrong revision.",
       .remedy = "Pad the versions to one width before the chain grows further."},
      {.code = "ignored-file",
       .severity = warning,
       .check = "chain",
       .title = "A file that the tool ignores in silence",
       .means = "It looks like a migration, and its name is a letter off: it was never applied "
                "anywhere.",
       .remedy = "Rename it as the tool expects, or remove it."},
      {.code = "bad-marker",
       .severity = error,
       .check = "chain",
       .title = "A marker that the tool does not know",
       .means = "The statements below it are applied in the wrong direction, or not at all.",
       .remedy = "Correct the marker's spelling and place."},
      {.code = "unknown-placeholder",
       .severity = error,
       .check = "chain",
       .title = "A placeholder without a value",
       .means = "The statement is sent with the placeholder's text in it, or the tool stops.",
       .remedy = "Define it under `[placeholders]` in pgstair.toml."},
      {.code = "code-migration",
       .severity = note,
       .check = "chain",
       .title = "A revision written in code",
       .means = "pgstair cannot run it; what follows was checked without it and may depend on it.",
       .remedy = "Drive the chain by its own tool: `[commands]` in pgstair.toml."},
      {.code = "unused-suppression",
       .severity = warning,
       .check = "chain",
       .title = "An allowance that matches no finding",
       .means = "It hides nothing today and would hide the next fault of that kind.",
       .remedy = "Remove it."},
      {.code = "baseline-mended",
       .severity = note,
       .check = "chain",
       .title = "A finding of the baseline is not there any more",
       .means = "Somebody mended it. As long as the baseline has it, nobody would be told if it "
                "came back.",
       .remedy = "Remove its line, or write the baseline anew (`--write-baseline`)."},
      {.code = "unused-declaration",
       .severity = warning,
       .check = "chain",
       .title = "A declared loss of something that does not exist",
       .means = "The declaration names no table or column that was there before the upgrade, so "
                "it protects nothing.",
       .remedy = "Correct the name, or remove the declaration."},

      {.code = "revision-does-not-load",
       .severity = error,
       .check = "chain",
       .title = "Python cannot load the file of a revision",
       .means =
           "Alembic loads all files or none: with this one in the folder no command of it works, "
           "on "
           "no machine. The rest was walked without the revision, as far as its text tells which "
           "it is; what fails without it is not checked.",
       .remedy = "Correct the file. A revision that imports the project's code breaks when that "
                 "changes: write into it what it needs."},

      // What only the source of a revision in code tells.
      {.code = "revision-calls-create-all",
       .severity = error,
       .check = "chain",
       .title = "A revision makes whatever the models say today",
       .means = "Its result changes with every change of the models, so that no two databases "
                "need be alike; and a comparison of the chain with the model compares the model "
                "with itself.",
       .remedy = "Write out the operations that it stands for: `alembic revision "
                 "--autogenerate` against an empty database does."},
      {.code = "revision-imports-models",
       .severity = warning,
       .check = "chain",
       .title = "A revision imports the project's models",
       .means = "The models go on, and the revision stays: once they have a column that a later "
                "revision adds, this one selects it before it is there, and no new database "
                "arrives at head.",
       .remedy = "Write into the revision what it needs of the table: "
                 "sa.table(\"roles\", sa.column(\"id\"), sa.column(\"name\"))."},
      {.code = "not-null-without-default",
       .severity = warning,
       .check = "chain",
       .title = "A column that is NOT NULL is added without a default",
       .means = "On a table with rows the upgrade fails; on an empty one, as in CI, it does not.",
       .remedy = "Give it a `server_default`, or add it nullable, fill it, and set it NOT NULL "
                 "afterwards."},
      {.code = "rows-in-schema-only-chain",
       .severity = error,
       .check = "chain",
       .title = "A revision changes rows, and the chain is for the schema only",
       .means = "The team keeps changes of rows elsewhere (`schema-only` in pgstair.toml): "
                "here they run in every deployment and in every test's database.",
       .remedy = "Move them to where the team's changes of rows are."},
      {.code = "data-in-schema-revision",
       .severity = warning,
       .check = "chain",
       .title = "A revision changes rows and the schema",
       .means = "The locks of the schema change are held as long as the rows take, and a "
                "downgrade brings back the one and not the other.",
       .remedy = "Move the rows' part to a revision of its own."},
      {.code = "type-of-others",
       .severity = warning,
       .check = "chain",
       .title = "A revision uses a type that others' code defines",
       .means = "What an old revision makes changes with the application or the library that "
                "the type comes from; the day it is renamed, the chain cannot be loaded.",
       .remedy =
           "Write the type of SQLAlchemy that it stands for: `sa.String()` for `AutoString()`."},
      {.code = "review-pending",
       .severity = warning,
       .check = "chain",
       .title = "The review of a revision is not finished",
       .means = "Somebody noted what is to be looked at, and it was not ticked off.",
       .remedy = "Look at it, and remove the line."},

      // Replay.
      {.code = "upgrade-fails",
       .severity = error,
       .check = "replay",
       .title = "The upgrade fails",
       .means = "The deployment stops here. Where each statement commits by itself, it stops "
                "half-way.",
       .remedy = "Correct the statement."},
      {.code = "script-times-out",
       .severity = error,
       .check = "replay",
       .title = "A script is not over in its time",
       .means = "It waits for a lock that nobody releases, loops, or takes as long as it looks. A "
                "deployment hangs here, with all its locks held.",
       .remedy =
           "Look at what it was doing when it was stopped. If it needs so long, give it more: "
           "`--timeout SECONDS`, or `timeout` in pgstair.toml."},
      {.code = "upgrade-needs-client",
       .severity = error,
       .check = "replay",
       .title = "The upgrade can only be run by psql",
       .means =
           "COPY … FROM STDIN reads the rows that follow it in the file, COPY … TO STDOUT sends "
           "rows, and \\restrict is a command of psql: a migration tool sends all of them as "
           "SQL, and fails.",
       .remedy =
           "Use INSERT (pg_dump --inserts writes it), or COPY from a file that the server can "
           "read; delete what only shows rows, and the lines \\restrict and \\unrestrict."},
      {.code = "commit-fails",
       .severity = error,
       .check = "replay",
       .title = "The upgrade fails at its COMMIT",
       .means = "Every statement ran, and a deferred constraint refused the result: the error "
                "names no statement.",
       .remedy = "Put `SET CONSTRAINTS ALL IMMEDIATE` after each data statement to find the one."},

      {.code = "sequence-behind-column",
       .severity = warning,
       .check = "replay",
       .title = "A sequence has yet to give numbers that rows have",
       .means =
           "The revision writes rows with numbers of their own. The next insert that leaves the "
           "number to the sequence collides with one of them.",
       .remedy = "Set the sequence past them at the end of the upgrade, with setval(), or let it "
                 "give the numbers."},
      {.code = "if-not-exists-meets-another",
       .severity = warning,
       .check = "replay",
       .title = "IF NOT EXISTS does nothing, and what is there is something else",
       .means =
           "The statement is passed over because of the name alone. What the revision means to "
           "make is nowhere, and no error says so.",
       .remedy =
           "Write the change as ALTER, or drop what is there first; or give it another name."},
      {.code = "or-replace-makes-overload",
       .severity = warning,
       .check = "replay",
       .title = "OR REPLACE replaces nothing, and the old function stays beside the new one",
       .means = "A function is known by the types of its arguments. With others it is another "
                "function of "
                "that name: callers of the old one go on with the old code, or, where both would "
                "do, are "
                "refused because the call is ambiguous.",
       .remedy = "Drop the old one in the same revision, with its arguments."},
      {.code = "rename-loses-values",
       .severity = warning,
       .check = "replay",
       .title = "A rename that is written as a drop and an add",
       .means = "The schema is the wanted one, and every value of the old column is gone. That it "
                "is a rename is a guess: the same table, the same type, one for the other.",
       .remedy = "Write RENAME COLUMN, or declare the loss: `-- pgstair: loses TABLE.COLUMN`."},

      // Round trip.
      {.code = "downgrade-fails",
       .severity = error,
       .check = "round_trip",
       .title = "The downgrade fails",
       .means = "A rollback in production stops here, with the new application already stopped.",
       .remedy =
           "Correct the statement; the database it meets is the one right after the upgrade."},
      {.code = "downgrade-missing",
       .severity = note,
       .check = "round_trip",
       .title = "There is no downgrade",
       .means = "A rollback past this revision needs a backup.",
       .remedy = "Write one, or say why there is none: `-- pgstair: irreversible REASON`."},
      {.code = "downgrade-stub",
       .severity = error,
       .check = "round_trip",
       .title = "The downgrade does nothing",
       .means = "A rollback reports success and leaves the new schema under the old application.",
       .remedy = "Undo what the upgrade did, or say why that cannot be: `-- pgstair: "
                 "irreversible REASON`."},
      {.code = "downgrade-leaves-rows",
       .severity = note,
       .check = "round_trip",
       .title = "The downgrade leaves the rows as the upgrade made them",
       .means = "The revision changes rows and nothing else, and its downgrade is empty. After a "
                "rollback the old application meets the new rows, and the next upgrade changes "
                "them again.",
       .remedy = "Undo it in the downgrade, or say why that need not be: `-- pgstair: "
                 "irreversible REASON`."},
      {.code = "downgrade-leaves-residue",
       .severity = error,
       .check = "round_trip",
       .title = "The downgrade leaves something behind",
       .means = "What is left may fire, block or grant when nobody expects it, and the next "
                "upgrade may fail on it.",
       .remedy = "Drop it in the downgrade."},
      {.code = "downgrade-loses-object",
       .severity = error,
       .check = "round_trip",
       .title = "The downgrade loses something that was there before",
       .means = "After a rollback the old application misses an object that it had before the "
                "upgrade.",
       .remedy = "Create it again in the downgrade as it was, or declare the loss: `-- pgstair: "
                 "loses NAME`."},
      {.code = "downgrade-changes-object",
       .severity = error,
       .check = "round_trip",
       .title = "The downgrade does not restore an object as it was",
       .means = "After a rollback the schema is not the one that the old application was tested "
                "with.",
       .remedy = "Set it back in the downgrade to what it was."},
      {.code = "downgrade-moves-sequence",
       .severity = warning,
       .check = "round_trip",
       .title = "A sequence does not go on where it stood",
       .means =
           "Rows inserted after a rollback, or by the next upgrade, get other keys than before.",
       .remedy = "Set it back with setval() in the downgrade, or insert with fixed keys."},
      {.code = "reapply-fails",
       .severity = error,
       .check = "round_trip",
       .title = "The upgrade cannot be applied again",
       .means = "After a rollback the way forward is blocked until somebody repairs the "
                "database by hand.",
       .remedy = "Make the downgrade undo all that the upgrade did."},
      {.code = "reapply-differs",
       .severity = error,
       .check = "round_trip",
       .title = "The second upgrade gives another result than the first",
       .means = "A database that was rolled back once is not the one that was upgraded once.",
       .remedy = "Look for IF NOT EXISTS, IF EXISTS or OR REPLACE over something that the "
                 "downgrade left or changed."},
      {.code = "column-order-changed",
       .severity = note,
       .check = "round_trip",
       .title = "Columns have another order after the downgrade",
       .means = "INSERT without a column list, COPY and SELECT * see another order.",
       .remedy = "Name the columns in such statements."},
      {.code = "irreversible",
       .severity = note,
       .check = "round_trip",
       .title = "Declared irreversible",
       .means = "The author says that there is no way down; a rollback past it needs a backup.",
       .remedy = "Take the backup before this revision is deployed."},

      // Session.
      {.code = "leaks-setting",
       .severity = warning,
       .check = "session",
       .title = "A setting is left changed",
       .means = "Tools run the next migration in the same session: its names resolve, its locks "
                "wait, its text compares differently than it was written for.",
       .remedy = "Use SET LOCAL, or RESET at the end. pg_dump's `set_config('search_path', '', "
                 "false)` is the usual culprit."},
      {.code = "leaks-role",
       .severity = error,
       .check = "session",
       .title = "The session is left in another role",
       .means = "What the next migration creates belongs to the wrong owner.",
       .remedy = "Use SET LOCAL ROLE, or RESET ROLE at the end."},
      {.code = "leaks-temporary-object",
       .severity = warning,
       .check = "session",
       .title = "A temporary object is left in the session",
       .means =
           "The next migration in the session meets it before a table of the same name; a "
           "downgrade may rely on it and fail in production, where it runs in another session.",
       .remedy = "Create it with ON COMMIT DROP, or drop it."},
      {.code = "leaks-advisory-lock",
       .severity = error,
       .check = "session",
       .title = "An advisory lock is left held",
       .means = "Whoever waits for the lock waits until the tool's session ends.",
       .remedy = "Use pg_advisory_xact_lock, or unlock at the end."},
      {.code = "leaks-open-transaction",
       .severity = error,
       .check = "session",
       .title = "A transaction is left open",
       .means = "The tool's next statement lands in it, and is lost if the session ends.",
       .remedy = "Close it with COMMIT."},

      {.code = "fails-in-one-transaction",
       .severity = error,
       .check = "one_transaction",
       .title = "Revisions that can be applied one by one, and not together",
       .means =
           "The tool applies all pending revisions in one transaction: a new installation, or a "
           "deployment of several revisions, fails where developers never saw it. A label that was "
           "added to an enum cannot be used before the COMMIT.",
       .remedy =
           "In env.py: context.configure(…, transaction_per_migration=True). Or commit what the "
           "later revision needs: `with op.get_context().autocommit_block():` around it."},

      {.code = "fails-after-repeatables",
       .severity = error,
       .check = "repeatables",
       .title = "A version fails where the repeatables are applied already",
       .means =
           "A new database gets all versions first and the repeatables last, so developers and CI "
           "never see it. Every installation that is there has the views and functions of the last "
           "deployment, and they stand in the way. An error for the last version, a warning for "
           "earlier ones: what the repeatables said in those days is not known.",
       .remedy = "Drop what is in the way in the version itself, and change the repeatable (a "
                 "comment will do) so that Flyway applies it again afterwards."},
      {.code = "branches-disagree",
       .severity = error,
       .check = "branch_order",
       .title = "What two branches make depends on their order",
       .means =
           "Both change the same thing, neither builds on the other, and nothing after them "
           "settles "
           "it: a database has what the branch that came last made of it. Two installations that "
           "got them in different order have different schemas, and no error says so.",
       .remedy = "Set it in the revision that joins the branches, or let one of them build on the "
                 "other."},

      // The role that deploys.
      {.code = "depends-on-role",
       .severity = error,
       .check = "deployer",
       .title = "The upgrade does less as the role that deploys",
       .means = "The role may not do all of it, and code catches the refusal: production, where "
                "this role deploys, has another schema than a database where a superuser did.",
       .remedy =
           "Let whoever sets up the database do what the role may not (`init`), or grant it the "
           "right; and let the code catch no more than it means to."},

      // Neighbours.
      {.code = "touches-neighbour",
       .severity = error,
       .check = "neighbours",
       .title = "The upgrade touches what belongs to others",
       .means = "The table is somebody else's; their next deployment undoes or trips over the "
                "change.",
       .remedy = "Leave it to its owner, or take it out of `neighbours` if it is yours."},

      // Rows in the walk, with --rows.
      {.code = "constraint-fails-on-data",
       .severity = warning,
       .check = "survival",
       .title = "An upgrade that some rows do not survive",
       .means = "The schema before it allows rows that the upgrade refuses. On an empty "
                "database it passes; whether production has such rows is what the query tells.",
       .remedy =
           "Run the query on production before the deployment (`pgstair preflight` does). Mend "
           "the rows in the upgrade before the statement."},
      {.code = "upgrade-fails-on-rows",
       .severity = warning,
       .check = "survival",
       .title = "An upgrade that fails on rows",
       .means = "On empty tables it passes. A statement in it, or what it calls, cannot cope "
                "with rows that the schema before it allows.",
       .remedy = "Look at the statement with such rows in mind: NULL, '', duplicates, the "
                 "limits of types."},
      {.code = "writes-fail-after-upgrade",
       .severity = error,
       .check = "survival",
       .title = "After the upgrade a table cannot be written any more",
       .means = "A trigger, or a function in a CHECK, a default or a generated column, has a name "
                "in its body that the upgrade renamed or dropped, or writes what another table "
                "does not accept any more. Postgres looks a body's names up when it runs: the "
                "upgrade passes, and the application's next write fails.",
       .remedy = "Replace the function in the same revision (CREATE OR REPLACE FUNCTION, with the "
                 "names as they are now), before any statement that writes to the table."},
      {.code = "depends-on-time-zone",
       .severity = error,
       .check = "survival",
       .title = "What is written depends on the session's time zone",
       .means = "A timestamp became a timestamptz, or the other way round, by the TimeZone of the "
                "session that runs the script. In a session with another one than the values were "
                "written in, all times shift; up in one session and down in another, too.",
       .remedy = "Say which zone the timestamps are in: `USING starts AT TIME ZONE 'UTC'`, in both "
                 "directions. If every deployment has the same zone, give it to the chain: "
                 "TimeZone in `[settings]` of `pgstair.toml`."},
      {.code = "downgrade-fails-on-rows",
       .severity = warning,
       .check = "survival",
       .title = "A downgrade that some rows do not survive",
       .means = "Rows that came after the upgrade, legal there, keep the rollback from running "
                "when it is needed.",
       .remedy = "Decide in the downgrade what becomes of such rows, or say that there is no "
                 "way back: `-- pgstair: irreversible REASON`."},
      {.code = "reapply-fails-on-rows",
       .severity = warning,
       .check = "survival",
       .title = "With rows the upgrade cannot be applied again",
       .means = "After a rollback the way forward is blocked until somebody repairs the rows by "
                "hand.",
       .remedy = "Let the upgrade expect the rows that the downgrade leaves: ON CONFLICT, or a "
                 "DELETE first."},
      {.code = "rows-not-seeded",
       .severity = note,
       .check = "survival",
       .title = "Tables that no row was found for",
       .means = "The revision was tried without rows in them.",
       .remedy =
           "The reason says what refused the rows; a fixture of your own can fill the table."},
      {.code = "downgrade-loses-values",
       .severity = warning,
       .check = "preservation",
       .title = "The downgrade cannot bring values back",
       .means =
           "The upgrade drops a column or table; after a rollback it is there again, and empty.",
       .remedy = "Keep the values until nobody will roll back, or declare the loss: `-- pgstair: "
                 "loses NAME`."},
      {.code = "round-trip-changes-values",
       .severity = error,
       .check = "preservation",
       .title = "Values are not what they were after the round trip",
       .means = "The column was there all the time, and a rollback leaves other values in it "
                "than it had.",
       .remedy = "Undo in the downgrade what the upgrade did to the rows, or declare the loss: "
                 "`-- pgstair: loses NAME`."},
      {.code = "round-trip-touches-times",
       .severity = note,
       .check = "preservation",
       .title = "The round trip sets times to the present",
       .means = "A trigger, or the script, notes the time of every change; who sorts by it sees "
                "all rows as new.",
       .remedy = "Disable the trigger for the time of the script, if that matters."},
      {.code = "downgrade-drops-new-values",
       .severity = note,
       .check = "preservation",
       .title = "A rollback loses what was written meanwhile",
       .means = "The columns are the revision's own, so that the downgrade drops them with what "
                "they hold.",
       .remedy = "Nothing, if that is understood; else save them before a rollback."},

      // The team's own rows: fixtures, expectations, --require-rows.
      {.code = "fixture-fails",
       .severity = error,
       .check = "expectations",
       .title = "A fixture does not load",
       .means =
           "The rows that the team wrote for this revision do not fit the schema that it makes.",
       .remedy = "Correct the fixture; or the revision, if the rows are right."},
      {.code = "expectation-fails",
       .severity = error,
       .check = "expectations",
       .title = "An expectation does not hold",
       .means = "After the upgrade the rows are not what the team says they should be.",
       .remedy = "Correct the upgrade's data statements, or the expectation."},
      {.code = "table-never-populated",
       .severity = error,
       .check = "populated",
       .title = "A table that has no rows at head",
       .means = "No revision of the walk was tried on rows of it, so that nothing is known of "
                "how they would fare.",
       .remedy = "Add rows to a fixture, or accept it: `[[allow]]` with the table as object."},

      // The chain as a whole.
      {.code = "descent-fails",
       .severity = error,
       .check = "full_descent",
       .title = "The way down to base fails",
       .means = "The downgrade works right after its upgrade and not after the later ones: a "
                "later revision changed what it relies on.",
       .remedy = "Let the later revision's downgrade restore what this one expects."},
      {.code = "descent-leaves-residue",
       .severity = error,
       .check = "full_descent",
       .title = "Something is left at base",
       .means = "Objects remain that no revision's downgrade drops.",
       .remedy = "Drop it in the downgrade of the revision that created it."},
      {.code = "descent-differs",
       .severity = error,
       .check = "full_descent",
       .title = "Base is not what it was",
       .means = "The whole way down changed or dropped something that was there before the "
                "first revision.",
       .remedy = "Restore it in the downgrade of the revision that changed it."},
      {.code = "leaves-invalid-index",
       .severity = warning,
       .check = "full_descent",
       .title = "An index is not valid at head",
       .means =
           "No query uses it, and it keeps nothing unique: an index ON ONLY a partitioned table "
           "to which some partition has none attached, or a build that failed.",
       .remedy = "Give each partition its index and attach it, or build the index on the table "
                 "itself."},
      {.code = "unique-lets-nulls-repeat",
       .severity = note,
       .check = "schema_rules",
       .title = "A unique key that is no bar to rows with a NULL",
       .means =
           "To a unique key two NULLs are not the same: where one of its columns is NULL, all the "
           "others may repeat. The key reads as if it kept them apart, and the first duplicates "
           "show up in production.",
       .remedy =
           "From Postgres 15 on: UNIQUE NULLS NOT DISTINCT (…). Before: a second unique index "
           "on the other columns, WHERE the column IS NULL. Or NOT NULL, and a value that "
           "stands for none."},
      {.code = "row-security-missing",
       .severity = warning,
       .check = "schema_rules",
       .title = "A table without the row security that its like have",
       .means =
           "Other tables show each tenant its own rows only. This one has the same column, or was "
           "made after such a table, and shows all rows to everybody who may read it: LIKE, AS and "
           "INHERITS copy no policies.",
       .remedy = "ENABLE (and FORCE) ROW LEVEL SECURITY, and CREATE POLICY, as for the others. If "
                 "all rows are for everybody, accept it: `[[allow]]` with the table as object."},
      {.code = "reascent-fails",
       .severity = error,
       .check = "full_descent",
       .title = "The second way up fails",
       .means = "The chain cannot be applied to a database that was taken down by its own "
                "downgrades.",
       .remedy = "The statement's error says what the downgrades left or took."},
      {.code = "reascent-differs",
       .severity = error,
       .check = "full_descent",
       .title = "The second way up ends at another head",
       .means = "A database rebuilt by downgrades and upgrades is not the one that was only "
                "upgraded.",
       .remedy = "Look for conditional DDL (IF NOT EXISTS) over what a downgrade left."},

      // The model.
      {.code = "model-differs",
       .severity = error,
       .check = "model",
       .title = "The chain and the model disagree",
       .means = "What the migrations make is not what the team believes it has.",
       .remedy = "Add a revision for what the chain lacks, or correct the model."},
      {.code = "model-does-not-load",
       .severity = error,
       .check = "model",
       .title = "The model does not load",
       .means = "There is nothing to compare the chain with; the comparison was not made.",
       .remedy = "Correct the statement."},

      // pgstair itself: no chain is to blame, so no scenario shows it.
      {"snapshot-tracking-missed-change", warning, "snapshot_tracking",
       "pgstair missed a change at first",
       "After each script pgstair reads only what the script touched. A whole read at the end "
       "showed something else, which is a fault of pgstair. The chain was walked again by whole "
       "reads, so every verdict of the report holds.",
       "Please send us the revision's scripts, with the versions of pgstair and of the server. "
       "Until it is mended, `--snapshot-source whole` spares the second walk."},

      // Constraints at head, with --probe.
      {.code = "constraint-not-enforced",
       .severity = error,
       .check = "enforcement",
       .title = "A constraint does not keep bad rows out",
       .means = "The catalog declares it, and a row that violates it was accepted or vanished "
                "without an error. A policy of a table whose row security is off is such a "
                "declaration, too.",
       .remedy = "Enable the trigger that was disabled, drop the rule that swallows rows, or "
                 "ENABLE ROW LEVEL SECURITY."},
      {.code = "constraint-not-validated",
       .severity = warning,
       .check = "enforcement",
       .title = "A constraint that old rows may violate",
       .means = "It rejects new rows that violate it, but it is NOT VALID: nobody has looked at "
                "the rows from before it, and the planner does not rely on it.",
       .remedy = "Look for rows that violate it, mend them, and VALIDATE CONSTRAINT in a later "
                 "revision."},
      {.code = "constraint-shadowed",
       .severity = note,
       .check = "enforcement",
       .title = "A constraint that is never the one that speaks",
       .means = "Every row that was found to violate it is rejected by another constraint as "
                "well, or a trigger refuses or changes it before. A repeated one costs time at "
                "each write and may mislead whoever reads the schema.",
       .remedy = "Drop it, if what shadows it is meant to stay; keep it as a second line behind "
                 "a trigger."},
      {.code = "constraint-not-probed",
       .severity = note,
       .check = "enforcement",
       .title = "Constraints that could not be probed",
       .means = "Nothing is known of whether the database enforces them: no row was found that "
                "violates them, or another error came first.",
       .remedy = "Read the reasons; test what matters by hand."},
      // Squashes: pgstair squash --check.
      {.code = "squash-loses-object",
       .severity = error,
       .check = "same_catalog",
       .title = "The squash does not make what the old chain makes",
       .means = "New databases are without it, old ones have it. Whatever needs it works in "
                "production and "
                "fails in every test, or the other way round on the day of a new installation.",
       .remedy = "Add it to the squash."},
      {.code = "squash-adds-object",
       .severity = error,
       .check = "same_catalog",
       .title = "The squash makes what the old chain does not",
       .means = "New databases have it; those that applied the old revisions take the squash for "
                "applied and "
                "never get it.",
       .remedy =
           "Take it out of the squash, and bring it in a revision after it, which every database "
           "applies."},
      {.code = "squash-changes-object",
       .severity = error,
       .check = "same_catalog",
       .title = "The squash makes it differently",
       .means =
           "Databases of the old chain and new ones differ from now on: a default, a name of a "
           "constraint, a privilege. A later revision that names it fails on one of them.",
       .remedy = "Make it in the squash as the old chain leaves it."},
      {.code = "squash-moves-sequence",
       .severity = error,
       .check = "same_catalog",
       .title = "A sequence does not stand where the old chain leaves it",
       .means = "The old revisions took numbers of it. In a new database the first insert takes "
                "one that a "
                "row of the squash has already.",
       .remedy = "End the squash with setval() to where the old chain leaves it."},
      {.code = "squash-loses-rows",
       .severity = error,
       .check = "same_rows",
       .title = "The squash does not bring rows that the old chain writes",
       .means = "A dump of the schema alone leaves out reference rows, settings and what data "
                "migrations "
                "wrote: new databases are without them.",
       .remedy = "Add them to the squash as INSERTs."},
      {.code = "squash-adds-rows",
       .severity = error,
       .check = "same_rows",
       .title = "The squash brings rows that the old chain does not write",
       .means = "Databases that applied the old revisions never get them.",
       .remedy = "Bring them in a revision after the squash."},
      {.code = "squash-changes-rows",
       .severity = error,
       .check = "same_rows",
       .title = "The squash brings rows with other values",
       .means = "A later revision of the old chain changed them, or the squash has them from a "
                "database in "
                "use.",
       .remedy = "Bring them as the old chain leaves them."},
      {.code = "squash-volatile-values",
       .severity = note,
       .check = "same_rows",
       .title = "Values that differ each time were not compared",
       .means = "now(), random UUIDs and their like: no two databases have the same.",
       .remedy = "Keep the expression in the squash, not a value."},
      {.code = "squash-strands-database",
       .severity = error,
       .check = "resumes",
       .title = "A database that stopped at an old revision cannot go on",
       .means =
           "Its tool refuses the new files, or applies a revision again that fails. Within the "
           "range "
           "that the squash stands for that is as it must be, and a warning: bring such databases "
           "to "
           "its end with the release before it. At the end of the range, or beyond, it is every "
           "production.",
       .remedy =
           "Give the squash the identity of the last revision that it stands for; bring databases "
           "within the range to its end before its files are gone."},
      {.code = "squash-leaves-database-behind",
       .severity = error,
       .check = "resumes",
       .title = "A database is taken for finished and is not",
       .means = "Its tool takes the squash for applied and is content, or what it applies passes "
                "over what "
                "is there (IF NOT EXISTS): nothing fails, and the rest of the range never comes.",
       .remedy = "Give the squash the identity of the last revision of the range, never of the "
                 "first, and "
                 "no IF NOT EXISTS: then such databases fail loudly."},

      {.code = "squash-forgets",
       .severity = warning,
       .check = "remembers",
       .title = "Only the old files remember it",
       .means = "No catalog shows a branch label, a file that is applied again when its text "
                "changes, or a change of rows that were there: with the files it is gone.",
       .remedy = "Give the label to the squash; keep the repeatable; bring databases that stopped "
                 "within the range to its end with the release before."},
      {.code = "setting-names-gone-revision",
       .severity = warning,
       .check = "remembers",
       .title = "pgstair.toml names a revision that the squash takes away",
       .means = "pgstair verify refuses to begin as soon as the new files are there: what is "
                "accepted or expected of a revision must name one.",
       .remedy = "Take it out; or name the squash, if it is still true of that."},

      // Databases in use: pgstair squash --check --url.
      {.code = "deployed-stranded",
       .severity = error,
       .check = "deployed",
       .title = "A database in use cannot go on with the new files",
       .means = "It stands within the range that the squash stands for, lacks revisions of it, or "
                "its tool refuses the files: the deployment fails there. Nothing is lost.",
       .remedy = "Bring it to the end of the range with the release before the squash, and deploy "
                 "the squash after that."},
      {.code = "deployed-left-behind",
       .severity = error,
       .check = "deployed",
       .title = "A database in use is taken for finished and is not",
       .means = "It stands within the range, and its tool is content with the new files all the "
                "same: what it lacks never comes, and nobody is told.",
       .remedy = "Give the squash the identity of the last revision of the range; bring the "
                 "database to that one with the release before it."},
      {.code = "deployed-unmanaged",
       .severity = error,
       .check = "deployed",
       .title = "A database in use notes no revision and is not empty",
       .means =
           "Something else has made it: a dump, the models, another tool. Its tool would apply "
           "the whole chain to it.",
       .remedy = "Find out what it is. If pgstair drift tells no difference to a revision, let its "
                 "tool note that one; never note the squash because it is there."},
      {.code = "deployed-unknown-revision",
       .severity = error,
       .check = "deployed",
       .title = "A database in use has revisions that neither chain has",
       .means =
           "A branch that was never merged has been deployed to it, or another chain keeps its "
           "table there: what it holds is not known.",
       .remedy = "Find the files, and merge them or take them back on that database, before the "
                 "squash is deployed."},
      {.code = "deployed-failed-revision",
       .severity = error,
       .check = "deployed",
       .title = "A revision has failed half-way in a database in use",
       .means = "What of it is there is not known; its tool goes on with nothing until that is "
                "settled, and with the squash the file that failed is gone.",
       .remedy = "Mend it first, with the files that failed: finish it or take it back, and note "
                 "that."},
      {.code = "deployed-schema-differs",
       .severity = error,
       .check = "deployed",
       .title = "A database in use does not have what its revisions make",
       .means =
           "A revision was noted by hand, edited after it was applied, or somebody changed the "
           "schema. The squash passes over it, and after that no file tells any more what was "
           "meant. Objects that are only there in addition are a warning.",
       .remedy = "Mend the database, or bring the difference in a revision after the squash; "
                 "pgstair drift --url … tells all of it."},

      // What git says is released: pgstair check.
      {.code = "released-revision-edited",
       .severity = error,
       .check = "released",
       .title = "A released revision was edited",
       .means =
           "Databases that have applied it never get the change, and new ones do: from here on "
           "they differ, and no tool says so.",
       .remedy = "Restore the file as it is released, and make the change in a new revision."},
      {.code = "released-checksum-changed",
       .severity = error,
       .check = "released",
       .title = "A released revision does the same, and its checksum is another",
       .means =
           "The tool compares the file with what it has applied, comments and blanks included, "
           "and refuses to deploy anything.",
       .remedy = "Restore the file to the letter."},
      {.code = "released-revision-renamed",
       .severity = error,
       .check = "released",
       .title = "A released revision has another name",
       .means = "Databases have it noted under the old name: the tool applies it once more, or "
                "refuses to go on.",
       .remedy = "Give it its old name back."},
      {.code = "released-revision-deleted",
       .severity = error,
       .check = "released",
       .title = "A released revision is gone",
       .means = "New databases lack what those have that applied it, and no rollback goes past it.",
       .remedy = "Restore it, and undo what it does in a new revision."},
      {.code = "late-revision",
       .severity = error,
       .check = "released",
       .title = "A new revision comes before a released one",
       .means = "Depending on the tool, databases that are beyond never get it, get it in another "
                "order than it was tested in, or refuse to go on.",
       .remedy = "Give it a version after the last released one."},

      // What the texts of upgrades, models and data scripts tell: pgstair check.
      {.code = "undeclared-drop",
       .severity = note,
       .check = "upgrade",
       .title = "A table or column is dropped, and nothing is said of its rows",
       .means = "Whoever reviews or deploys it cannot tell whether anybody has looked.",
       .remedy = "Say that it is meant: `-- pgstair: loses TABLE.COLUMN`."},
      {.code = "model-does-not-parse",
       .severity = warning,
       .check = "model_files",
       .title = "A file of the model does not parse",
       .means =
           "The model cannot be loaded, unless the server knows a syntax that pgstair does not.",
       .remedy = "Correct the statement; `pgstair verify` asks the server itself."},
      {.code = "model-object-twice",
       .severity = error,
       .check = "model_files",
       .title = "The model creates one thing twice",
       .means = "Two definitions of one name: the model does not load, and one of them is not what "
                "is meant.",
       .remedy = "Remove one."},
      {.code = "model-object-not-in-chain",
       .severity = warning,
       .check = "model_files",
       .title = "The model has something whose name no revision has",
       .means = "The application expects it, and no database gets it.",
       .remedy = "Write the revision that makes it, or take it out of the model."},
      {.code = "data-script-undated",
       .severity = warning,
       .check = "data_scripts",
       .title = "A data script's name has no date",
       .means = "Nobody can tell for which state of the schema it was written, nor in which order "
                "scripts are to run.",
       .remedy = "Begin its name with the date: `2024-05-31-lower-emails.sql`."},
      {.code = "data-script-not-idempotent",
       .severity = warning,
       .check = "data_scripts",
       .title = "A data script does harm if it runs twice",
       .means = "No version table notes that it ran: somebody will run it again.",
       .remedy = "Add ON CONFLICT DO NOTHING, or a condition that is false once it has run."},
      {.code = "data-script-without-transaction",
       .severity = warning,
       .check = "data_scripts",
       .title = "A data script is no transaction",
       .means = "If a statement fails, those before it stay, and nobody knows which.",
       .remedy = "Put it between BEGIN and COMMIT."},
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
